using RouterAlertAssurance.Packets.Dissection;
using RouterAlertAssurance.Packets.Files;
using RouterAlertAssurance.Packets.Live;
using RouterAlertAssurance.Packets.RouterAlert;

namespace RouterAlertAssurance.Packets.Tests.Live;

/// <summary>The ring of all interfaces in a namespace, with the kernel's filter for Router Alert.</summary>
public sealed class AllInterfacesTests : IDisposable
{
    private const int Ipv4 = 0x0800;
    private const int Ipv6 = 0x86DD;
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(300);
    private static readonly byte[] Alert = Frames.Ipv4(46, [148, 4, 0, 0], new byte[8]);
    private static readonly byte[] RecordRoute = Frames.Ipv4(17, [7, 4, 4, 0], Frames.Udp(1, 2));
    private static readonly byte[] AlertIpv6 = Frames.Ipv6(0, [58, 0, 5, 2, 0, 0, 1, 0, 143, 0, 0, 0, 0, 0, 0, 0]);
    private readonly NetworkNamespace _network = new();

    public void Dispose() => _network.Dispose();

    [Fact]
    public void OpenAll_FilterForRouterAlert_SeesBothDirectionsAndNothingElse()
    {
        using var ring = Open(new PacketRingOptions());
        using var near = _network.Sender("near");
        near.Send(Broadcast(Ipv4, Alert));
        near.Send(Broadcast(Ipv4, Frames.Ipv4(17, [], Frames.Udp(1, 2))));
        near.Send(Broadcast(Ipv6, AlertIpv6));
        near.Send(Broadcast(Ipv6, Frames.Ipv6(17, Frames.Udp(1, 2))));
        near.Send(Broadcast(Ipv4, RecordRoute));
        // Not IP, whatever it begins with.
        near.Send(Broadcast(0x88B5, Alert));

        var seen = ReadAll(ring);

        seen.ShouldBe(
        [
            "near Out Present 24", "far In Present 24", "near Out Present 40", "far In Present 40", "near Out None 24", "far In None 24",
        ]);
        ring.TakeStatistics().ShouldBe(new PacketRingStatistics(6, 0, 0));
    }

    [Fact]
    public void OpenAll_MessagesThatMustHaveTheOption_AreSeenWithoutItAsTheyComeIn()
    {
        using var ring = Open(new PacketRingOptions());
        using var near = _network.Sender("near");
        near.Send(Broadcast(Ipv4, Frames.Ipv4(2, [], [0x22, 0, 0, 0, 0, 0, 0, 0])));
        near.Send([2, 2, 2, 2, 2, 2, .. new byte[6], 8, 0, .. Frames.Ipv4(2, [], [0x16, 0, 0, 0, 0, 0, 0, 0])]);
        near.Send(Broadcast(Ipv4, Frames.Ipv4(58, [], [143, 0, 0, 0, 0, 0, 0, 0])));
        near.Send(Broadcast(Ipv6, Frames.Ipv6(2, 0x22, 0, 0, 0, 0, 0, 0, 0)));
        near.Send(Broadcast(Ipv6, Frames.Ipv6(60, 58, 0, 1, 4, 0, 0, 0, 0, 143, 0, 0, 0, 0, 0, 0, 0)));
        for (var type = 0; type < 256; type++)
        {
            near.Send(Broadcast(Ipv6, Frames.Ipv6(58, (byte)type, 0, 0, 0, 0, 0, 0, 0)));
        }

        ReadMessages(ring).ShouldBe(["far In igmp 34", "far In mld 130", "far In mld 131", "far In mld 132", "far In mld 143", "far In mrd 151", "far In mrd 152", "far In mrd 153"]);
    }

    [Fact]
    public void OpenAll_MessagesCutAtEveryOctet_AreSeenWhereTheyTellWhatTheyAre()
    {
        using var ring = Open(new PacketRingOptions());
        using var near = _network.Sender("near");
        var (report, listener) = (Frames.Ipv4(2, [], [0x22, 0, 0, 0, 0, 0, 0, 0]), Frames.Ipv6(58, 143, 0, 0, 0, 0, 0, 0, 0));
        for (var length = 1; length <= listener.Length; length++)
        {
            near.Send(Broadcast(Ipv4, report[..Math.Min(length, report.Length)]));
            near.Send(Broadcast(Ipv6, listener[..length]));
        }

        // Octet 9 has the protocol of IPv4, octet 40 the type of ICMPv6.
        var seen = ReadMessages(ring);
        seen.Count.ShouldBe((listener.Length - 9) + (listener.Length - 40));
        seen.ShouldAllBe(message => message.StartsWith("far In ", StringComparison.Ordinal));
    }

    [Fact]
    public void OpenAll_FrameForAnotherMachine_IsTold()
    {
        using var ring = Open(new PacketRingOptions());
        using var near = _network.Sender("near");
        near.Send([2, 2, 2, 2, 2, 2, .. new byte[6], 8, 0, .. Alert]);

        ReadAll(ring).ShouldBe(["near Out Present 24", "far Other Present 24"]);
    }

    [Fact]
    public void OpenAll_InterfaceThatComesLater_IsSeen()
    {
        using var ring = Open(new PacketRingOptions());
        _network.Ip("link", "add", "late", "type", "veth", "peer", "name", "later");
        _network.Ip("link", "set", "late", "up");
        _network.Ip("link", "set", "later", "up");
        using var late = _network.Sender("late");
        late.Send(Broadcast(Ipv4, Alert));

        ReadAll(ring).ShouldContain("later In Present 24");
        _network.Ip("link", "del", "late");
        using var near = _network.Sender("near");
        near.Send(Broadcast(Ipv4, Alert));
        ReadAll(ring).ShouldContain("far In Present 24");
    }

    [Fact]
    public void TakeStatistics_RingThatIsNotRead_AccountsForEveryPacket()
    {
        using var ring = Open(new PacketRingOptions { BlockSize = 4096, Blocks = 4 });
        using var near = _network.Sender("near");
        for (var sent = 0; sent < 1000; sent++)
        {
            near.Send(Broadcast(Ipv4, Alert));
        }

        var read = ReadAll(ring).Count;

        var statistics = ring.TakeStatistics();
        statistics.Received.ShouldBe(2000u);
        statistics.Dropped.ShouldBe(2000u - (uint)read);
        statistics.Dropped.ShouldBeGreaterThan(0u);
    }

    [Fact]
    public void OpenAll_FilterWithALimit_CutsPacketsAndTellsTheirLength()
    {
        using var ring = _network.Inside(() => PacketRing.OpenAll(new PacketRingOptions { Filter = RouterAlertFilter.FromNetworkHeader(64) }));
        using var near = _network.Sender("near");
        near.Send(Broadcast(Ipv4, Frames.Ipv4(46, [148, 4, 0, 0], new byte[400])));

        ring.TryRead(Wait, out var packet).ShouldBeTrue();

        packet.Bytes.Length.ShouldBe(64);
        packet.OriginalLength.ShouldBe(424);
    }

    [Fact]
    public void Names_OfTheNamespace_AreThoseOfItsInterfaces() =>
        _network.Inside(LiveInterface.Names).Values.ShouldBe(["lo", "near", "far"], ignoreOrder: true);

    private static byte[] Broadcast(int type, byte[] packet) => [255, 255, 255, 255, 255, 255, .. new byte[6], (byte)(type >> 8), (byte)type, .. packet];

    private PacketRing Open(PacketRingOptions options) =>
        _network.Inside(() => PacketRing.OpenAll(options with { Filter = RouterAlertFilter.FromNetworkHeader(256), Retire = TimeSpan.FromMilliseconds(5) }));

    private List<string> ReadAll(PacketRing ring) => Read(ring, (ref readonly found, length) => $"{found.RouterAlert} {Math.Min(length, found.IsIpv6 ? 40 : 24)}");

    private List<string> ReadMessages(PacketRing ring) => Read(ring, (ref readonly found, _) => $"{RouterAlertProtocol.Of(in found)} {(found.Transport.IsEmpty ? -1 : found.Transport[0])}");

    private List<string> Read(PacketRing ring, Telling tell)
    {
        var names = _network.Inside(LiveInterface.Names);
        var seen = new List<string>();
        while (ring.TryRead(Wait, out var packet))
        {
            Dissector.Dissect(packet.Link, packet.Bytes, packet.OriginalLength, out var found);
            // An interface of the test that is gone already has no name.
            seen.Add($"{names.GetValueOrDefault(packet.InterfaceIndex, "gone")} {packet.Direction} {tell(in found, packet.OriginalLength)}");
        }

        return seen;
    }

    private delegate string Telling(ref readonly DissectedPacket found, int length);
}
