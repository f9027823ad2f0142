using Microsoft.Extensions.Logging.Abstractions;
using RouterAlertAssurance.Agent.Facts;
using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Agent.Sources.Facts;
using RouterAlertAssurance.Agent.Tests.Support;
using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Agent.Tests.Facts;

/// <summary>Facts as inputs: what is asked is answered from the facts of the agent, and told anew when they change.</summary>
public sealed class FactsSourceTests : IAsyncDisposable
{
    private static readonly MetricRead Mtu = MetricRead.Of("facts", "interface.mtu", ("device", "pe1"), ("name", "eth0"));

    private readonly ManualTimeProvider _time = new();
    private readonly FactBoard _board = new();
    private readonly FactsSource _source;
    private readonly MetricEngine _engine;
    private long _revision;

    public FactsSourceTests()
    {
        _source = new FactsSource(_board, _time);
        _engine = new MetricEngine([_source], new MetricEngineOptions { Jitter = 0 }, _time, NullLogger<MetricEngine>.Instance);
    }

    public static TheoryData<string, (string, string)[], string> Readings() => new()
    {
        { "interface.mtu", [("device", "pe1"), ("name", "eth0")], "Present 1500" },
        { "interface.kind", [("device", "pe1"), ("name", "eth0")], "Present veth" },
        { "route.ecmp", [("device", "pe1"), ("prefix", "10.0.0.0/24")], "Present 1" },
        { "route.ecmp", [("device", "pe1"), ("prefix", "10.0.0.0/8")], "Present 0" },
        { "route.protocol where prefix longest-match", [("device", "pe1"), ("prefix", "10.0.0.2")], "Present isis" },
        { "interface.mtu", [("device", "pe1"), ("name", "eth7")], "Missing there is no interface with name eth7" },
        { "interface.lower", [("device", "pe1"), ("name", "eth0")], "Missing the interface has no lower" },
        { "tunnel.vni", [("device", "pe1"), ("interface", "t0")], "Failed vni is 'many', which is no number" },
        { "route-nexthop.state", [("device", "pe1"), ("prefix", "10.0.0.0/24")], "Failed 2 rows of route-nexthop with prefix 10.0.0.0/24, and the input is of one: interface is eth0 or eth1, state is active or lost" },
        { "interface.mtu", [("device", "pe9"), ("name", "eth0")], "Failed this agent has no facts of device pe9" },
        { "interface.colour", [("device", "pe1")], "Failed the facts have no 'interface.colour'" },
    };

    [Theory]
    [MemberData(nameof(Readings))]
    public async Task Read_Fact_IsItsValueOrWhyThereIsNone(string text, (string, string)[] arguments, string expected)
    {
        Publish(1500);
        var read = MetricRead.Of("facts", text, arguments);
        var sink = new RecordingSink();

        await _source.ReadAsync([read], sink, CancellationToken.None);

        var sample = sink.Samples[read.Key];
        var value = sample.State != SampleState.Present ? sample.Reason
            : sample.Type == ExpressionValueType.Text ? sample.Text : sample.Number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        $"{sample.State} {value}".ShouldBe(expected);
    }

    [Fact]
    public async Task Read_WithLabels_IsASeriesForEachRow()
    {
        Publish(1500);
        var read = MetricRead.Of("facts", "route-nexthop.state by interface", ("device", "pe1"), ("prefix", "10.0.0.0/24"));
        var none = MetricRead.Of("facts", "route-nexthop.state by interface", ("device", "pe1"), ("prefix", "10.9.0.0/24"));
        var same = MetricRead.Of("facts", "route-nexthop.interface by prefix", ("device", "pe1"), ("prefix", "10.0.0.0/24"));
        var sink = new RecordingSink();

        await _source.ReadAsync([read, none, same], sink, CancellationToken.None);

        sink.Series[read.Key].Select(series => $"{series.Key} {series.Sample.Text}").ShouldBe(["eth0 active", "eth1 lost"]);
        sink.Series[none.Key].ShouldBeEmpty();
        sink.Samples[same.Key].Reason!.ShouldStartWith("2 rows of route-nexthop with prefix 10.0.0.0/24 have the labels prefix=10.0.0.0/24: interface is eth0 or eth1");
    }

    [Fact]
    public async Task Change_OfTheFact_IsTheNextReadingWithoutAnyInterval()
    {
        await BindAsync(Mtu);
        What(await NextAsync()).ShouldBe(What(Sample.Failed(default, "the network was not read yet")));

        Publish(1500);
        What(await NextAsync()).ShouldBe(What(Sample.Present(default, 1500)));
        Publish(1400);
        What(await NextAsync()).ShouldBe(What(Sample.Present(default, 1400)));
        Publish(null);
        What(await NextAsync()).ShouldBe(What(Sample.Missing(default, "there is no interface with name eth0")));
        Publish(1500);
        What(await NextAsync()).ShouldBe(What(Sample.Present(default, 1500)));
    }

    [Fact]
    public async Task Change_OfOtherFacts_IsNoReading()
    {
        Publish(1500);
        await BindAsync(Mtu);
        (await NextAsync()).Number.ShouldBe(1500);

        Publish(1500, other: 1300);
        Publish(1400, other: 1300);

        (await NextAsync()).Number.ShouldBe(1400);
    }

    [Fact]
    public async Task Lost_TheNetworkIsNotFollowed_FailsAndComesBackAtOnce()
    {
        Publish(1500);
        await BindAsync(Mtu);
        await NextAsync();

        _board.Lose("the network of the device cannot be followed");
        Sample sample;
        do
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            sample = await NextAsync();
        }
        while (sample.State == SampleState.Present);

        sample.Reason.ShouldBe("the network of the device cannot be followed");
        _engine.SourceStates.Single().Works.ShouldBeFalse();
        Publish(1400);
        _time.Advance(TimeSpan.FromSeconds(1));
        (await NextAsync()).Number.ShouldBe(1400);
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.StopAsync(CancellationToken.None);
        _engine.Dispose();
    }

    // While a reading is waited for, time goes on.
    private static (SampleState State, double Number, string? Reason) What(Sample sample) => (sample.State, sample.Number, sample.Reason);

    private async Task BindAsync(MetricRead read)
    {
        _engine.Bind([new FeedDefinition("interface.mtu", "pe1", TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30), [new FeedImplementation("interface", read)])]);
        await _engine.StartAsync(TestContext.Current.CancellationToken);
    }

    private async Task<Sample> NextAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        var next = _engine.Readings.ReadAsync(patience.Token).AsTask();
        while (!next.IsCompleted)
        {
            await Task.WhenAny(next, Task.Delay(20, patience.Token));
            _time.Advance(next.IsCompleted ? TimeSpan.Zero : TimeSpan.FromMilliseconds(100));
        }

        return (await next).Sample;
    }

    private void Publish(int? mtu, int other = 1500) => _board.Publish(new FactsReport("pe1", ++_revision, _time.GetUtcNow(),
    [
        Row("device", ("device", "pe1")),
        .. mtu is { } known ? [Row("interface", ("device", "pe1"), ("name", "eth0"), ("kind", "veth"), ("mtu", $"{known}"), ("lower", ""))] : Array.Empty<FactDocument>(),
        Row("interface", ("device", "pe1"), ("name", "eth1"), ("kind", "veth"), ("mtu", $"{other}"), ("lower", "")),
        Row("route", ("device", "pe1"), ("prefix", "10.0.0.0/24"), ("protocol", "isis"), ("nexthops", "1"), ("ecmp", "yes")),
        Row("route", ("device", "pe1"), ("prefix", "10.0.0.0/8"), ("protocol", "static"), ("nexthops", "1"), ("ecmp", "no")),
        Row("route-nexthop", ("device", "pe1"), ("prefix", "10.0.0.0/24"), ("interface", "eth0"), ("gateway", "10.1.0.1"), ("state", "active")),
        Row("route-nexthop", ("device", "pe1"), ("prefix", "10.0.0.0/24"), ("interface", "eth1"), ("gateway", "10.1.0.1"), ("state", "lost")),
        Row("tunnel", ("device", "pe1"), ("interface", "t0"), ("vni", "many")),
    ]));

    private static FactDocument Row(string relation, params ReadOnlySpan<(string Name, string Value)> fields)
    {
        var row = new Dictionary<string, string>();
        foreach (var (name, value) in fields)
        {
            row[name] = value;
        }

        return new FactDocument(relation, row);
    }
}
