using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Agent.Sources;
using RouterAlertAssurance.Agent.Sources.IpCommand;
using RouterAlertAssurance.Agent.Sources.Netlink;
using RouterAlertAssurance.Hosting.Processes;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Agent.Tests.Sources;

/// <summary>Breaks the netlink stream under a running engine: <c>ip -j</c> takes over, and the stream comes back when it can. Needs no privilege.</summary>
public sealed class FallBackTests
{
    [Fact]
    public async Task Stream_Breaks_IpCommandTakesOverAndStreamReturns()
    {
        Requirement.Command("ip", "iproute2");
        var sockets = new BreakableSockets();
        using var monitor = new NetworkMonitor(sockets, TimeProvider.System, NullLogger<NetworkMonitor>.Instance);
        using var engine = Engine(monitor);
        await engine.StartAsync(TestContext.Current.CancellationToken);
        await ReadUntilAsync(engine, "rtnetlink");

        sockets.Break();
        await ReadUntilAsync(engine, "ip-json");
        engine.SourceStates.Single(state => state.Name == "rtnetlink").Works.ShouldBeFalse();

        sockets.Repair();
        await ReadUntilAsync(engine, "rtnetlink");
        engine.SourceStates.Single(state => state.Name == "rtnetlink").Works.ShouldBeTrue();
        await engine.StopAsync(CancellationToken.None);
    }

    private static MetricEngine Engine(NetworkMonitor monitor)
    {
        IMetricSource[] sources = [new RtnetlinkSource(monitor, TimeProvider.System), new IpJsonSource(new CommandRunner(), TimeProvider.System)];
        var engine = new MetricEngine(sources, new MetricEngineOptions { StreamPause = TimeSpan.FromMilliseconds(100) }, TimeProvider.System, NullLogger<MetricEngine>.Instance);
        engine.Bind([new FeedDefinition("mtu", "here", TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(10),
        [
            new FeedImplementation("rtnetlink", MetricRead.Of("rtnetlink", "link/mtu", ("interface", "lo"))),
            new FeedImplementation("ip-json", MetricRead.Of("ip-json", "link/mtu", ("interface", "lo"))),
        ])]);
        return engine;
    }

    private static async Task ReadUntilAsync(MetricEngine engine, string implementation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        FeedReading reading;
        do
        {
            reading = await engine.Readings.ReadAsync(patience.Token);
        }
        while (reading.Implementation.Name != implementation || !reading.Sample.Number.Equals(65536));
    }

    /// <summary>Real sockets that a test can poison.</summary>
    private sealed class BreakableSockets : INetlinkSocketFactory
    {
        private readonly List<INetlinkSocket> _open = [];
        private volatile bool _broken;

        public void Break()
        {
            _broken = true;
            lock (_open)
            {
                _open.ForEach(socket => socket.Dispose());
                _open.Clear();
            }
        }

        public void Repair() => _broken = false;

        public INetlinkSocket Open(uint groups)
        {
            if (_broken)
            {
                throw new SocketException((int)SocketError.AccessDenied);
            }

            var socket = NetlinkSocket.Open(groups);
            lock (_open)
            {
                _open.Add(socket);
            }

            return socket;
        }
    }
}
