using Microsoft.Extensions.Logging.Abstractions;
using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Agent.Sources.Netlink;
using RouterAlertAssurance.Agent.Tests.Support;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Agent.Tests.Sources;

/// <summary>The real kernel, in a namespace of the test's own.</summary>
public sealed class NamespaceTests
{
    [Fact]
    public async Task Stream_PeerGoesDown_IsSeenWithoutPolling()
    {
        Requirement.Root();
        Requirement.Command("ip", "iproute2");
        using var network = new TestNamespace();
        using var monitor = new NetworkMonitor(network.Sockets, TimeProvider.System, NullLogger<NetworkMonitor>.Instance);
        using var engine = Engine(monitor, TimeSpan.FromMinutes(10));
        await engine.StartAsync(TestContext.Current.CancellationToken);
        await ReadUntilAsync(engine, 1);

        network.Ip("link", "set", "far", "down");

        // The interval is ten minutes: only the stream can have told.
        await ReadUntilAsync(engine, 0);
        network.Ip("link", "set", "far", "up");
        await ReadUntilAsync(engine, 1);
        engine.SourceStates.Single().Works.ShouldBeTrue();
        await engine.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Monitor_RoutesAndAddresses_FollowTheKernel()
    {
        Requirement.Root();
        Requirement.Command("ip", "iproute2");
        using var network = new TestNamespace();
        using var monitor = new NetworkMonitor(network.Sockets, TimeProvider.System, NullLogger<NetworkMonitor>.Instance);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var running = monitor.RunAsync(() => { }, stop.Token);

        network.Ip("route", "add", "198.51.100.0/24", "nexthop", "via", "192.0.2.2", "nexthop", "via", "192.0.2.3");
        await Eventually.HoldsAsync(() => NextHops(monitor) == 2);
        network.Ip("link", "set", "near", "down");
        await Eventually.HoldsAsync(() => NextHops(monitor) == 0);
        network.Ip("addr", "add", "203.0.113.1/24", "dev", "far");
        await Eventually.HoldsAsync(() => monitor.Current.Addresses.Any(address => address.Address.ToString() == "203.0.113.1"));

        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(running);
    }

    private static int NextHops(NetworkMonitor monitor)
    {
        NetworkPrefix.TryParse("198.51.100.9", out var destination).ShouldBeTrue();
        return monitor.Current.Route(destination)?.NextHops.Count(hop => hop.IsUsable) ?? 0;
    }

    private static MetricEngine Engine(NetworkMonitor monitor, TimeSpan interval)
    {
        var source = new RtnetlinkSource(monitor, TimeProvider.System);
        var engine = new MetricEngine([source], new MetricEngineOptions(), TimeProvider.System, NullLogger<MetricEngine>.Instance);
        engine.Bind([new FeedDefinition("oper-up", "test", interval, interval, [new FeedImplementation("rtnetlink", MetricRead.Of("rtnetlink", "link/oper-up", ("interface", "near")))])]);
        return engine;
    }

    private static async Task ReadUntilAsync(MetricEngine engine, double value)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        while (!(await engine.Readings.ReadAsync(patience.Token)).Sample.Number.Equals(value))
        {
        }
    }
}
