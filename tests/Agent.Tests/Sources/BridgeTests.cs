using System.Net;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Logging.Abstractions;
using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Agent.Sources.Bridge;
using RouterAlertAssurance.Agent.Sources.Netlink;
using RouterAlertAssurance.Agent.Tests.Support;
using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Agent.Tests.Sources;

public sealed class BridgeTests
{
    private static readonly IPAddress Remote = IPAddress.Parse("10.255.0.2");

    [Fact]
    public void Parse_FloodEntry_HasItsRemote()
    {
        byte[] payload = [7, 0, 0, 0, 10, 0, 0, 0, 0x80, 0, 2, 0, .. NetlinkBytes.Attribute(2, new byte[6]), .. NetlinkBytes.Attribute(1, Remote)];

        ForwardingEntry.Parse(payload).ShouldBe(new ForwardingEntry(10, ForwardingEntry.Unknown, Remote, IsOfBridge: false, IsPermanent: true));
        ForwardingEntry.Parse([2, .. payload[1..]]).ShouldBeNull();
    }

    [Fact]
    public void Parse_RandomOctets_DoesNotThrow() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(), payload => ForwardingEntry.Parse([7, .. payload]) is null or { Address.Length: > 0 }).QuickCheckThrowOnFailure();

    [Fact]
    public void Look_AddressBehindAnotherPortOrRemote_IsAMove()
    {
        var moves = new AddressMoves();
        moves.Look([Learned(1, "a"), Learned(1, "b"), Static(1, "c")]);
        moves.Look([Learned(2, "a"), Learned(1, "b"), Static(2, "c")]);
        moves.Count.ShouldBe(1ul);

        // The bridge's own entry of the same address says no more than the VXLAN's.
        moves.Look([Learned(1, "b", Remote), OfBridge(1, "b")]);
        moves.Count.ShouldBe(2ul);
        moves.Look([OfBridge(1, "b"), Learned(1, "b", Remote), Learned(2, "a")]);
        moves.Count.ShouldBe(2ul);
    }

    [Fact]
    public void Look_TheSameAgain_NeverMoves() => Prop.ForAll(
        Gen.Choose(0, 3).SelectMany(port => Gen.Elements("a", "b", "c").Select(address => Learned(port, address))).ListOf().ToArbitrary(),
        entries =>
        {
            var moves = new AddressMoves();
            moves.Look(entries);
            moves.Look(entries);
            return moves.Count == 0;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public async Task Read_RealBridge_FollowsItsTables()
    {
        Requirement.Root();
        Requirement.Command("ip", "iproute2");
        Requirement.Command("bridge", "iproute2");
        using var network = new TestNamespace();
        network.Ip("link", "add", "br0", "type", "bridge");
        network.Ip("link", "add", "vx", "type", "vxlan", "id", "9", "local", "192.0.2.1", "dstport", "4789");
        network.Ip("link", "set", "vx", "master", "br0");
        network.Ip("link", "set", "far", "master", "br0");
        network.Ip("link", "set", "vx", "up");
        network.Ip("link", "set", "br0", "up");
        Command.Run("bridge", ["-n", network.Name, "fdb", "append", "00:00:00:00:00:00", "dev", "vx", "dst", "10.255.0.2"]);
        Command.Run("bridge", ["-n", network.Name, "fdb", "append", "02:00:00:00:00:07", "dev", "vx", "dst", "10.255.0.2"]);
        using var monitor = new NetworkMonitor(network.Sockets, TimeProvider.System, NullLogger<NetworkMonitor>.Instance);
        using var source = new BridgeSource(monitor, network.Sockets, TimeProvider.System);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var running = monitor.RunAsync(() => { }, stop.Token);
        await Eventually.HoldsAsync(() => monitor.IsStreaming && monitor.Current.Link("vx") is { OperUp: true, Bridge: not null });

        (await ReadAsync(source, "bridge/tunnel-ports")).Number.ShouldBe(1);
        (await ReadAsync(source, "bridge/local-ports")).Number.ShouldBe(1);
        (await ReadAsync(source, "bridge/macs-behind")).Number.ShouldBe(1);
        (await ReadAsync(source, "bridge/floods-to")).Number.ShouldBe(1);
        Command.Run("bridge", ["-n", network.Name, "fdb", "delete", "00:00:00:00:00:00", "dev", "vx", "dst", "10.255.0.2"]);
        (await ReadAsync(source, "bridge/floods-to")).Number.ShouldBe(0);

        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(running);
    }

    private static ForwardingEntry Learned(int port, string address, IPAddress? remote = null) => new(port, address, remote, IsOfBridge: false, IsPermanent: false);

    private static ForwardingEntry OfBridge(int port, string address) => new(port, address, null, IsOfBridge: true, IsPermanent: false);

    private static ForwardingEntry Static(int port, string address) => new(port, address, null, IsOfBridge: false, IsPermanent: true);

    private static async Task<Sample> ReadAsync(BridgeSource source, string read)
    {
        var sink = new RecordingSink();
        await source.ReadAsync([MetricRead.Of("bridge", read, ("bridge", "br0"), ("remote", "10.255.0.2"))], sink, TestContext.Current.CancellationToken);
        return sink.Samples.Values.Single();
    }
}
