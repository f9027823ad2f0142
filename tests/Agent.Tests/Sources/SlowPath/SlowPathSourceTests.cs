using RouterAlertAssurance.Agent.Facts;
using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Agent.Sources.SlowPath;
using RouterAlertAssurance.Agent.Tests.Support;
using RouterAlertAssurance.Contracts.RouterAlert;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Agent.Tests.Sources.SlowPath;

/// <summary>The slow path out of listings as the kernel prints them.</summary>
public sealed class SlowPathSourceTests : IDisposable
{
    private const string Header = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops\n";

    private readonly TemporaryDirectory _proc = new();
    private readonly ManualTimeProvider _time = new();
    private readonly SlowPathMonitor _monitor;
    private readonly SlowPathSource _source;

    public SlowPathSourceTests()
    {
        _monitor = new SlowPathMonitor(_time, _proc.Path, _proc.Combine("net"));
        _source = new SlowPathSource(_monitor, _time);
        Sockets(("002E", 11, 3, 5), ("0059", 12, 2, 7), ("0067", 13, 3, 1));
        _proc.Write("net/raw6", Header);
        _proc.Write("net/softnet_stat", "00000001 00000010 00000000\n00000001 00000001 00000000\n");
        _proc.Write("net/netfilter/nfnetlink_queue", "    3     40     2 2 65531  10     1        0  1\n");
        _proc.Write("40/comm", "consumer\n");
        _proc.Write("40/stat", "40 (a (b) c) S 1 2 3 4 5 6 7 8 9 10 100 50 0 0 20 0 1\n");
    }

    public void Dispose() => _proc.Dispose();

    [Fact]
    public async Task Sockets_OfAllProtocols_SayWhetherTheyTakeRouterAlert() =>
        (await ReadAsync("sockets")).ShouldBe(["ipv4,rsvp yes", "ipv4,protocol-89 no", "ipv4,protocol-103 yes"], ignoreOrder: true);

    [Fact]
    public async Task SocketDrops_SocketsComeAndGo_NeverFall()
    {
        (await ReadAsync("socket-drops")).ShouldContain("ipv4,rsvp 0");
        Sockets(("002E", 11, 3, 25), ("002E", 14, 3, 4));
        (await ReadAsync("socket-drops")).ShouldContain("ipv4,rsvp 24");
        Sockets(("002E", 14, 3, 6));
        (await ReadAsync("socket-drops")).ShouldContain("ipv4,rsvp 26");
        Sockets();
        (await ReadAsync("socket-drops")).ShouldContain("ipv4,rsvp 26");
        (await ReadAsync("sockets")).ShouldBeEmpty();
    }

    [Fact]
    public async Task ControlDrops_CountRoutingProtocolsWithoutTheOptionOnly()
    {
        (await NumberAsync("control-drops")).ShouldBe(0);
        Sockets(("002E", 11, 3, 900), ("0059", 12, 2, 17), ("0067", 13, 3, 50));

        (await NumberAsync("control-drops")).ShouldBe(10);
        (await NumberAsync("control-drops", ("protocol", "protocol-89"))).ShouldBe(10);
        (await NumberAsync("control-drops", ("protocol", "112"))).ShouldBe(0);
        (await NumberAsync("control-drops", ("protocol", "udp"))).ShouldBeNull();
    }

    [Fact]
    public async Task Queues_WaitingAndDropsSinceTheAgentLooks()
    {
        (await ReadAsync("queue-waiting")).ShouldBe(["3 2"]);
        (await ReadAsync("queue-drops")).ShouldBe(["3 0"]);
        _proc.Write("net/netfilter/nfnetlink_queue", "    3     40     9 2 65531  30     4        0  1\n");

        (await ReadAsync("queue-drops")).ShouldBe(["3 23"]);
        (await ReadAsync("queue-waiting")).ShouldBe(["3 9"]);
    }

    [Fact]
    public async Task ConsumerCpu_IsTheShareBetweenTwoReadings()
    {
        (await ReadAsync("consumer-cpu")).ShouldBeEmpty();
        _proc.Write("40/stat", "40 (a (b) c) S 1 2 3 4 5 6 7 8 9 10 150 100 0 0 20 0 1\n");

        // A hundred ticks in two seconds.
        (await ReadAsync("consumer-cpu")).ShouldBe(["consumer 0.5"]);
    }

    [Fact]
    public async Task SoftnetDrops_OfAllProcessors_BeginAtNothing()
    {
        (await NumberAsync("softnet-drops")).ShouldBe(0);
        _proc.Write("net/softnet_stat", "00000001 00000011 00000000\n00000001 00000003 00000000\n");

        (await NumberAsync("softnet-drops")).ShouldBe(3);
    }

    [Fact]
    public async Task Report_Document_HasSocketsAndQueues()
    {
        var document = new RouterAlertDocument { Device = "pe1" };

        await new SlowPathReporter(_monitor).ReportAsync(document, CancellationToken.None);

        var found = document.SlowPath.ShouldNotBeNull();
        found.Sockets.Select(socket => (socket.Protocol, socket.RouterAlert, socket.Drops)).ShouldBe([("rsvp", "yes", 5L), ("protocol-89", "no", 7L), ("protocol-103", "yes", 1L)]);
        found.Queues.ShouldBe([new(3, 2, 11, 40, "consumer")]);
        document.Problems.ShouldHaveSingleItem().ShouldContain("CAP_SYS_PTRACE");
    }

    [Fact]
    public void Facts_Listeners_AreSocketsThatTakeTheOptionAndQueues() =>
        RouterAlertListeners.Of("pe1", _monitor.Read()).Select(fact => $"{fact.Relation} {string.Join(' ', fact.Fields.Values)}").ShouldBe(
        [
            "router-alert-listener pe1 any any consumer queue", "router-alert-listener pe1 ipv4 protocol-103  socket", "router-alert-listener pe1 ipv4 rsvp  socket",
        ]);

    private void Sockets(params (string Protocol, int Inode, int References, int Drops)[] sockets) => _proc.Write("net/raw", Header + string.Concat(sockets.Select(socket =>
        $"  9: 00000000:{socket.Protocol} 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 {socket.Inode} {socket.References} 00000000be129f99 {socket.Drops}\n")));

    private async Task<IEnumerable<string>> ReadAsync(string what)
    {
        var (read, sink) = (MetricRead.Of("slow-path", what), new RecordingSink());
        _time.Advance(TimeSpan.FromSeconds(2));
        await _source.ReadAsync([read], sink, CancellationToken.None);
        return sink.Series[read.Key].Select(series => FormattableString.Invariant($"{series.Key} {series.Sample.Text ?? (object)series.Sample.Number}"));
    }

    private async Task<double?> NumberAsync(string what, params (string, string)[] arguments)
    {
        var (read, sink) = (MetricRead.Of("slow-path", what, arguments), new RecordingSink());
        _time.Advance(TimeSpan.FromSeconds(2));
        await _source.ReadAsync([read], sink, CancellationToken.None);
        return sink.Samples[read.Key] is { State: Expressions.SampleState.Present } sample ? sample.Number : null;
    }
}
