using System.Net;
using System.Net.Sockets;
using RouterAlertAssurance.Packets.Dissection;
using RouterAlertAssurance.Packets.Layers;
using RouterAlertAssurance.Packets.Live;
using RouterAlertAssurance.Packets.RouterAlert;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Packets.Tests.Live;

/// <summary>The ring on the loopback interface, with datagrams that carry Router Alert.</summary>
public sealed class PacketRingTests : IDisposable
{
    private const int IpLevel = 0;
    private const int IpOptions = 4;
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(300);
    private readonly Socket _receiver = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly Socket _sender = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);

    public PacketRingTests()
    {
        Requirement.Root();
        _receiver.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _sender.SetRawSocketOption(IpLevel, IpOptions, [Ipv4Options.RouterAlert, 4, 0, 0]);
    }

    private ushort Port => (ushort)((IPEndPoint)_receiver.LocalEndPoint!).Port;

    public void Dispose()
    {
        _receiver.Dispose();
        _sender.Dispose();
    }

    [Fact]
    public void TryRead_Datagrams_SeesEachOnceInOrder()
    {
        using var ring = PacketRing.Open("lo", new PacketRingOptions { Filter = Filter() });
        Send(500);

        var numbers = ReadAll(ring);

        numbers.ShouldBe(Enumerable.Range(0, 500));
        ring.TakeStatistics().Dropped.ShouldBe(0u);
    }

    [Fact]
    public void TryRead_KernelFilter_KeepsTheRestOut()
    {
        using var ring = PacketRing.Open("lo", new PacketRingOptions { Filter = Filter() });
        using var plain = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        plain.SendTo([9, 9, 9, 9], _receiver.LocalEndPoint!);
        Send(3);

        ReadAll(ring).ShouldBe([0, 1, 2]);
    }

    [Fact]
    public void TryRead_AllInterfacesWithoutFilter_SeesPackets()
    {
        using var ring = PacketRing.OpenAll(new PacketRingOptions());
        Send(3);

        ring.TryRead(Wait, out var packet).ShouldBeTrue();
        packet.Bytes.Length.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void TakeStatistics_RingThatIsNotRead_AccountsForEveryPacket()
    {
        using var ring = PacketRing.Open("lo", new PacketRingOptions { BlockSize = 4096, Blocks = 4, Filter = Filter() });
        Send(2000);

        var read = ReadAll(ring).Count;

        // Each leaves and comes in; only the second is told and counted.
        var statistics = ring.TakeStatistics();
        statistics.Received.ShouldBe(2000u);
        statistics.Dropped.ShouldBe(2000u - (uint)read);
        statistics.Dropped.ShouldBeGreaterThan(0u);
        ring.TakeStatistics().ShouldBe(default);
    }

    [Fact]
    public void StopTaking_DatagramsThatTheKernelHoldsBack_CanBeReadAndLaterOnesDoNotCount()
    {
        using var ring = PacketRing.Open("lo", new PacketRingOptions { Filter = Filter(), Retire = Wait / 2 });
        Send(5);
        ring.StopTaking();
        Send(7);

        ReadAll(ring).ShouldBe([0, 1, 2, 3, 4]);
        ring.TakeStatistics().ShouldBe(new PacketRingStatistics(5, 0, 0));
    }

    [Fact]
    public void TakeLost_WhatIsNoPacketSocket_IsAnErrorAndNotZero() =>
        Should.Throw<InvalidOperationException>(() => PacketSocket.TakeLost((int)_receiver.Handle)).Message.ShouldStartWith("the kernel does not tell what a packet socket lost: error ");

    [Fact]
    public void Open_NoSuchInterface_SaysSo() =>
        Should.Throw<CaptureRefusedException>(() => PacketRing.Open("nothere0", new PacketRingOptions())).Message.ShouldBe("there is no interface nothere0 here");

    [Fact]
    public void Open_BlockSizeThatIsNone_IsRefused() =>
        Should.Throw<CaptureRefusedException>(() => PacketRing.Open("lo", new PacketRingOptions { BlockSize = 5000 })).Message
            .ShouldBe("cannot set up a ring of 32 blocks of 5000 octets on lo: error 22");

    private static List<int> ReadAll(PacketRing ring)
    {
        var numbers = new List<int>();
        while (ring.TryRead(Wait, out var packet))
        {
            Dissector.Dissect(packet.Link, packet.Bytes, packet.OriginalLength, out var found);
            found.RouterAlert.ShouldBe(RouterAlertState.Present);
            numbers.Add(BitConverter.ToInt32(new UdpDatagram(found.Transport).Payload));
        }

        return numbers;
    }

    private void Send(int count)
    {
        for (var number = 0; number < count; number++)
        {
            _sender.SendTo(BitConverter.GetBytes(number), _receiver.LocalEndPoint!);
        }
    }

    // UDP over IPv4 with a header of 24 octets, to the receiver's port.
    private BpfInstruction[] Filter() =>
    [
        new(0x30, 0, 0, 23), new(0x15, 0, 5, 17), new(0x30, 0, 0, 14), new(0x15, 0, 3, 0x46), new(0x28, 0, 0, 40), new(0x15, 0, 1, Port), new(0x06, 0, 0, 0x40000), new(0x06, 0, 0, 0),
    ];
}
