using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Agent.Sources.RouterAlert;
using RouterAlertAssurance.Agent.Tests.Support;
using RouterAlertAssurance.Contracts.RouterAlert;
using RouterAlertAssurance.Packets.Files;
using RouterAlertAssurance.Packets.Live;
using RouterAlertAssurance.TestKit;
using static RouterAlertAssurance.Agent.Tests.Sources.RouterAlert.AlertPackets;

namespace RouterAlertAssurance.Agent.Tests.Sources.RouterAlert;

/// <summary>The source with capture files and captures of the test.</summary>
public sealed class RouterAlertSourceTests : IDisposable
{
    private const string Refusal = "capturing on all interfaces needs the capability CAP_NET_RAW";
    private readonly TemporaryDirectory _folder = new();
    private readonly RecordingSink _sink = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Read_FileAtFullPace_CountsItsPackets()
    {
        using var source = new RouterAlertSource(() => new LiveAlertCapture(), PacketRing.Refusal, _ => false, TimeProvider.System);
        var read = MetricRead.Of("router-alert", "total", ("file", File(0, 3600, 7200)), ("pace", "full"));
        source.Want([read]);

        await Eventually.HoldsAsync(async () => await NumberAsync(source, read) == 3);

        source.PacketsBehind(read, new Dictionary<string, string>(), 8).Count.ShouldBe(3);
        source.PacketsBehind(read, new Dictionary<string, string> { ["protocol"] = "pgm" }, 8).ShouldBeEmpty();
        source.PacketsBehind(read, new Dictionary<string, string> { ["protocol"] = "rsvp", ["family"] = "ipv6" }, 8).ShouldBeEmpty();
        source.PacketsBehind(read, new Dictionary<string, string> { ["source"] = "192.0.2.1", ["value"] = "0" }, 2).Count.ShouldBe(2);
    }

    [Fact]
    public async Task PacketsBehind_ReadsOfRulesAndPrograms_AreThoseOfTheProtocol()
    {
        using var source = new RouterAlertSource(() => new FileAlertCapture(File(0, 1), isRecordedPace: false, new ManualResetEvent(false), TimeProvider.System), () => null, _ => false, TimeProvider.System);
        var total = MetricRead.Of("router-alert", "total");
        source.Want([total]);
        await Eventually.HoldsAsync(async () => await NumberAsync(source, total) == 2);

        Behind("router-alert-policy", "treatment", ("family", "ipv4"), ("protocol", "rsvp")).ShouldBe(2);
        Behind("router-alert-policy", "treatment", ("family", "ipv6"), ("protocol", "rsvp")).ShouldBe(0);
        Behind("slow-path", "sockets", ("protocols", "igmp,rsvp"), ("families", "ipv4,ipv6")).ShouldBe(2);
        Behind("slow-path", "sockets", ("protocols", "igmp"), ("families", "ipv4")).ShouldBe(0);
        Behind("slow-path", "sockets", ("protocols", "rsvp"), ("families", "ipv6")).ShouldBe(0);
        Behind("slow-path", "queue-drops", ("queue", "7")).ShouldBe(2);
        Behind("slow-path", "softnet-drops").ShouldBe(0);

        int Behind(string of, string read, params (string Name, string Value)[] labels) =>
            source.PacketsBehind(MetricRead.Of(of, read), labels.ToDictionary(label => label.Name, label => label.Value), 8).Count;
    }

    [Fact]
    public async Task Read_FileAtRecordedPace_WaitsAsLongAsWasRecorded()
    {
        using var source = new RouterAlertSource(() => new LiveAlertCapture(), PacketRing.Refusal, _ => false, TimeProvider.System);
        var read = MetricRead.Of("router-alert", "total", ("file", File(0, 0.2, 3600)), ("pace", "recorded"));
        source.Want([read]);

        await Eventually.HoldsAsync(async () => await NumberAsync(source, read) == 2);
    }

    [Fact]
    public async Task Read_FileThatIsNone_FailsWithTheReason()
    {
        using var source = new RouterAlertSource(() => new LiveAlertCapture(), PacketRing.Refusal, _ => false, TimeProvider.System);
        var read = MetricRead.Of("router-alert", "total", ("file", _folder.Combine("none.pcap")));

        (await Should.ThrowAsync<IOException>(() => source.ReadAsync([read], _sink, TestContext.Current.CancellationToken))).Message.ShouldContain("none.pcap");
    }

    [Fact]
    public async Task Read_FileThatIsCut_FailsWithThePlaceAndIsNotReadAgain()
    {
        using var source = new RouterAlertSource(() => new LiveAlertCapture(), PacketRing.Refusal, _ => false, TimeProvider.System);
        var path = File(0, 1);
        using (var file = System.IO.File.OpenWrite(path))
        {
            file.SetLength(file.Length - 8);
        }

        var read = MetricRead.Of("router-alert", "total", ("file", path));
        source.Want([read]);
        await Eventually.HoldsAsync(async () => await FailureAsync(source, read) is not null);

        (await FailureAsync(source, read)).ShouldNotBeNull().ShouldStartWith($"{path}: ");
        System.IO.File.Delete(path);
        (await FailureAsync(source, read)).ShouldNotBeNull().ShouldStartWith($"{path}: ");
    }

    [Fact]
    public async Task State_WithoutTheCapability_SaysWhich()
    {
        using var source = new RouterAlertSource(() => throw new CaptureRefusedException(Refusal), () => Refusal, _ => false, TimeProvider.System);
        var document = new RouterAlertDocument();

        await Should.ThrowAsync<IOException>(() => source.ReadAsync([MetricRead.Of("router-alert", "total")], _sink, TestContext.Current.CancellationToken));
        await source.ReportAsync(document, TestContext.Current.CancellationToken);

        (source.State.Works, source.State.Reason).ShouldBe((false, Refusal));
        document.Traffic.ShouldBeNull();
        document.Problems.ShouldBe([Refusal]);
    }

    [Fact]
    public async Task Want_Nothing_EndsTheCapture()
    {
        using var capture = new IdleCapture();
        using var source = new RouterAlertSource(() => capture, () => null, _ => false, TimeProvider.System);
        source.Want([MetricRead.Of("router-alert", "total")]);
        await Eventually.HoldsAsync(() => capture.IsOpen);

        source.Want([]);

        await Eventually.HoldsAsync(() => !capture.IsOpen);
        var document = new RouterAlertDocument();
        await source.ReportAsync(document, TestContext.Current.CancellationToken);
        document.Problems.ShouldBe(["Packets are not captured: no package in use reads router-alert on this device"]);
    }

    [Fact]
    public async Task Read_UnknownRead_IsNotSupported()
    {
        using var source = new RouterAlertSource(() => new IdleCapture(), () => null, _ => false, TimeProvider.System);
        var read = MetricRead.Of("router-alert", "weather");

        await source.ReadAsync([read], _sink, TestContext.Current.CancellationToken);

        _sink.Samples[read.Key].IsSupported.ShouldBeFalse();
    }

    private async Task<double> NumberAsync(RouterAlertSource source, MetricRead read)
    {
        await source.ReadAsync([read], _sink, TestContext.Current.CancellationToken);
        return _sink.Samples[read.Key].Number;
    }

    private async Task<string?> FailureAsync(RouterAlertSource source, MetricRead read)
    {
        try
        {
            await source.ReadAsync([read], _sink, TestContext.Current.CancellationToken);
            return null;
        }
        catch (IOException exception)
        {
            return exception.Message;
        }
    }

    private string File(params double[] seconds)
    {
        var path = _folder.Combine("recorded.pcapng");
        using var file = System.IO.File.Create(path);
        var writer = new PcapngWriter(file);
        foreach (var second in seconds)
        {
            var packet = Ipv4(46, Path(1), identification: (ushort)second);
            writer.Write("eth0", 1_700_000_000_000_000_000 + (long)(second * 1e9), PacketDirection.In, packet, packet.Length);
        }

        return path;
    }

    private sealed class IdleCapture : IAlertCapture
    {
        public bool IsOpen { get; private set; }

        public bool IsOver => false;

        public string? Problem => null;

        public bool TryRead(TimeSpan timeout, out CapturedPacket packet)
        {
            IsOpen = true;
            packet = default;
            Task.Delay(TimeSpan.FromMilliseconds(5)).GetAwaiter().GetResult();
            return false;
        }

        public long TakeLost() => 0;

        public IReadOnlyDictionary<int, string> Names() => new Dictionary<int, string>();

        public void Dispose() => IsOpen = false;
    }
}
