using System.Net.Sockets;
using RouterAlertAssurance.Packets.Dissection;
using RouterAlertAssurance.Packets.Layers;
using RouterAlertAssurance.Packets.Live;

namespace RouterAlertAssurance.Packets.Tests.Live;

/// <summary>Rings that share the packets of an interface, in a namespace.</summary>
public sealed class SharedRingsTests : IDisposable
{
    private const int Rings = 3;
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(300);
    private readonly NetworkNamespace _network = new();

    public void Dispose() => _network.Dispose();

    [Fact]
    public void OpenShared_ManyFlows_EachPacketComesToOneRingAndEachFlowStaysInIts()
    {
        using var rings = new OpenRings(_network, new PacketRingOptions { Retire = TimeSpan.FromMilliseconds(5) });
        using var near = _network.Sender("near");
        for (var round = 0; round < 20; round++)
        {
            Send(near, flows: 64);
        }

        var flows = rings.All.Select(ReadFlows).ToList();

        flows.Count(seen => seen.Count > 0).ShouldBeGreaterThan(1);
        flows.SelectMany(seen => seen).Order().ShouldBe(Enumerable.Range(0, 64).SelectMany(flow => Enumerable.Repeat(flow, 20)));
        flows.SelectMany(seen => seen.Distinct()).ShouldBeUnique();
        rings.All.Select(ring => ring.TakeStatistics()).Sum(statistics => statistics.Received).ShouldBe(64 * 20);
    }

    [Fact]
    public void OpenShared_OneFlowThatFillsItsRing_GoesOnInAnother()
    {
        using var rings = new OpenRings(_network, new PacketRingOptions { BlockSize = 4096, Blocks = 2, Retire = TimeSpan.FromMilliseconds(5) });
        using var near = _network.Sender("near");
        for (var sent = 0; sent < 100; sent++)
        {
            Send(near, flows: 1);
        }

        rings.All.Select(ReadFlows).Count(seen => seen.Count > 0).ShouldBeGreaterThan(1);
    }

    [Fact]
    public void OpenShared_Filter_HoldsForAll()
    {
        // UDP to port 9, of frames of Ethernet.
        using var rings = new OpenRings(_network, new PacketRingOptions
        {
            Retire = TimeSpan.FromMilliseconds(5),
            Filter = [new(0x28, 0, 0, 36), new(0x15, 0, 1, 9), new(0x06, 0, 0, 0x40000), new(0x06, 0, 0, 0)],
        });
        using var near = _network.Sender("near");
        Send(near, flows: 64, destination: 9);
        Send(near, flows: 64, destination: 10);

        rings.All.Sum(ring => ReadFlows(ring).Count).ShouldBe(64);
    }

    [Fact]
    public void OpenShared_TwoGroups_EachGetsAll()
    {
        using var one = new OpenRings(_network, new PacketRingOptions { Retire = TimeSpan.FromMilliseconds(5) });
        using var other = new OpenRings(_network, new PacketRingOptions { Retire = TimeSpan.FromMilliseconds(5) });
        using var near = _network.Sender("near");
        Send(near, flows: 64);

        one.All.Sum(ring => ReadFlows(ring).Count).ShouldBe(64);
        other.All.Sum(ring => ReadFlows(ring).Count).ShouldBe(64);
    }

    [Fact]
    public void TryRead_InterfaceThatWasDown_IsToldAndGoesOn()
    {
        using var rings = new OpenRings(_network, new PacketRingOptions { Retire = TimeSpan.FromMilliseconds(5) });
        rings.All.ShouldAllBe(ring => !ring.WentDown);
        _network.Ip("link", "set", "far", "down");
        rings.All.Sum(ring => ReadFlows(ring).Count).ShouldBe(0);
        rings.All.ShouldAllBe(ring => ring.WentDown);
        _network.Ip("link", "set", "far", "up");
        using var near = _network.Sender("near");
        Send(near, flows: 64);

        rings.All.Sum(ring => ReadFlows(ring).Count).ShouldBe(64);
    }

    private static void Send(Socket sender, int flows, ushort destination = 9)
    {
        for (var flow = 0; flow < flows; flow++)
        {
            sender.Send([255, 255, 255, 255, 255, 255, .. new byte[6], 8, 0, .. Frames.Ipv4(17, [], Frames.Udp((ushort)flow, destination))]);
        }
    }

    // The source port is the number of the flow.
    private static List<int> ReadFlows(PacketRing ring)
    {
        var flows = new List<int>();
        while (ring.TryRead(Wait, out var packet))
        {
            Dissector.Dissect(packet.Link, packet.Bytes, packet.OriginalLength, out var found);
            flows.Add(new UdpDatagram(found.Transport).SourcePort);
        }

        return flows;
    }

    private sealed class OpenRings(NetworkNamespace network, PacketRingOptions options) : IDisposable
    {
        public IReadOnlyList<PacketRing> All { get; } = network.Inside(() => PacketRing.OpenShared("far", Rings, options));

        public void Dispose()
        {
            foreach (var ring in All)
            {
                ring.Dispose();
            }
        }
    }
}
