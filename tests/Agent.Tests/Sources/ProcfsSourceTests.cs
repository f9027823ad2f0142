using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Agent.Sources.Clock;
using RouterAlertAssurance.Agent.Sources.Procfs;
using RouterAlertAssurance.Agent.Tests.Support;
using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Agent.Tests.Sources;

/// <summary>What cannot be brought about on a test machine, such as a full file table, played by files.</summary>
public sealed class ProcfsSourceTests
{
    [Theory]
    [InlineData("load/5", 6.5)]
    [InlineData("load/processors", 2)]
    [InlineData("uptime", 350735.47)]
    [InlineData("file-descriptors/used", 0.9)]
    [InlineData("processes/blocked", 17)]
    [InlineData("pressure/io/full", 0.625)]
    [InlineData("pressure/io/some", 0.75)]
    [InlineData("conntrack/used", 0.85)]
    public async Task Read_OfFilesInTrouble_GivesTheValue(string read, double expected)
    {
        using var folder = new TemporaryDirectory();
        folder.Write("loadavg", "12.00 6.50 3.00 2/345 6789\n");
        folder.Write("stat", "cpu  10 0 10 70 10 0 0 0 5 0\ncpu0 5 0 5 35\ncpu1 5 0 5 35\nintr 7\nprocs_running 3\nprocs_blocked 17\n");
        folder.Write("uptime", "350735.47 234388.90\n");
        folder.Write("sys/fs/file-nr", "9000\t0\t10000\n");
        folder.Write("pressure/io", "some avg10=1.00 avg60=75.00 avg300=0.29 total=9\nfull avg10=0.00 avg60=62.50 avg300=0.06 total=5\n");
        folder.Write("sys/net/netfilter/nf_conntrack_count", "850\n");
        folder.Write("sys/net/netfilter/nf_conntrack_max", "1000\n");

        (await ReadAsync(new ProcfsSource(folder.Path, TimeProvider.System), MetricRead.Of("procfs", read))).Number.ShouldBe(expected, 1e-9);
    }

    [Fact]
    public async Task Read_KernelWithoutTheFeature_IsMissingOrUnused()
    {
        using var folder = new TemporaryDirectory();
        var source = new ProcfsSource(folder.Path, TimeProvider.System);

        var pressure = await ReadAsync(source, MetricRead.Of("procfs", "pressure/io/full"));
        (pressure.State, pressure.IsSupported).ShouldBe((SampleState.Missing, false));
        // What tracks no connections has room for them.
        (await ReadAsync(source, MetricRead.Of("procfs", "conntrack/used"))).Number.ShouldBe(0);
        (await ReadAsync(source, MetricRead.Of("procfs", "load/5"))).State.ShouldBe(SampleState.Failed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("full")]
    [InlineData("full avg60=")]
    [InlineData("full avg60=x")]
    [InlineData("some avg60=1.00")]
    public void Pressure_WithoutAValue_IsNone(string text) => ProcfsParser.Pressure(text, "full").ShouldBeNull();

    [Fact]
    public async Task Clock_OfThisMachine_HasAnErrorOfAtMostSixteenSeconds()
    {
        var sample = await ReadAsync(new ClockSource(TimeProvider.System), MetricRead.Of("clock", "clock/error"));

        sample.State.ShouldBe(SampleState.Present);
        sample.Number.ShouldBeInRange(0, 16.1);
    }

    private static async Task<Sample> ReadAsync(IMetricSource source, MetricRead read)
    {
        var sink = new RecordingSink();
        await source.ReadAsync([read], sink, TestContext.Current.CancellationToken);
        return sink.Samples[read.Key];
    }
}
