using System.Net;
using System.Net.Sockets;
using RouterAlertAssurance.Probes.Marks;
using RouterAlertAssurance.Probes.Packets;
using RouterAlertAssurance.Probes.Responding;
using RouterAlertAssurance.Probes.Sockets;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Probes.Tests.Sockets;

/// <summary>What the kernel hands to a tap, between two sockets of the loopback interface.</summary>
public sealed class PacketTapTests
{
    private const ulong Nonce = 5;
    private const int Sent = 300;

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public void Take_MoreThanOneCallTakes_ReturnsAndLeavesTheRest(string text)
    {
        Requirement.Root();
        var address = IPAddress.Parse(text);
        using var ports = new PortReservation(address, [ProbeProtocol.Udp]);
        using var tap = PacketTap.Open(address, address, [ProbeProtocol.Udp], ports);
        var observer = Observer(address, ProbeProtocol.Udp);
        Send(address, ProbeProtocol.Udp, ports[ProbeProtocol.Udp], Sent);

        var (first, afterFirst) = (tap.Take(TimeSpan.FromSeconds(5), observer), Received(observer));
        var (second, afterSecond) = (tap.Take(TimeSpan.FromSeconds(5), observer), Received(observer));

        (first, afterFirst).ShouldBe((true, IPacketTap.MostAtOnce));
        (second, afterSecond).ShouldBe((false, Sent));
        tap.TakeLost().ShouldBe(0);
    }

    [Theory]
    [InlineData("127.0.0.1", "udp")]
    [InlineData("127.0.0.1", "rsvp")]
    [InlineData("::1", "udp")]
    [InlineData("::1", "rsvp")]
    public void Take_OtherProtocolsAndPorts_AreNotCopiedByTheKernel(string text, string name)
    {
        Requirement.Root();
        var address = IPAddress.Parse(text);
        var protocol = ProbeProtocol.All.Single(known => known.Name == name);
        using var ports = new PortReservation(address, [protocol]);
        using var others = new PortReservation(address, [ProbeProtocol.Udp, ProbeProtocol.Tcp]);
        using var tap = PacketTap.Open(address, address, [protocol], ports);

        Send(address, ProbeProtocol.Udp, others[ProbeProtocol.Udp], 10);
        Send(address, ProbeProtocol.Unknown, 0, 10);
        Send(address, protocol, ports[protocol], 10);

        // All of these carry the mark of the round: what the observer does not see, the kernel has not let through.
        var observer = Observer(address, ProbeProtocol.Udp, ProbeProtocol.Rsvp, ProbeProtocol.Unknown);
        tap.Take(TimeSpan.FromSeconds(5), observer).ShouldBeFalse();
        observer.ToResults().Where(stream => Count(stream.RouterAlert.Received) + Count(stream.Control.Received) > 0).Select(stream => stream.Protocol).ShouldBe([name]);
        Received(observer).ShouldBe(10);
    }

    [Fact]
    public void Take_BufferRunsOver_TellsHowManyWereLost()
    {
        Requirement.Root();
        var protocol = ProbeProtocol.Udp;
        using var ports = new PortReservation(IPAddress.Loopback, [protocol]);
        using var tap = PacketTap.Open(IPAddress.Loopback, IPAddress.Loopback, [protocol], ports);
        var observer = Observer(IPAddress.Loopback, protocol);
        for (var round = 0; round < 30; round++)
        {
            Send(IPAddress.Loopback, protocol, ports[protocol], Sent);
        }

        tap.TakeLost().ShouldBeGreaterThan(0);
        tap.TakeLost().ShouldBe(0, "told once");
        tap.Take(TimeSpan.FromSeconds(5), observer).ShouldBeTrue();
    }

    [Fact]
    public void TakeLost_DatagramsFindNoRoom_TellsHowMany()
    {
        using var bound = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        bound.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        bound.ReceiveBufferSize = 1;
        using var tap = DatagramTap.Open(bound);
        using var sender = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        for (var packet = 0; packet < Sent; packet++)
        {
            sender.SendTo(new byte[100], bound.LocalEndPoint!);
        }

        tap.TakeLost().ShouldBeInRange(1, Sent - 1);
        tap.TakeLost().ShouldBe(0, "told once");
    }

    // Every second one with the option.
    private static void Send(IPAddress address, ProbeProtocol protocol, ushort port, int count)
    {
        using var sender = RawSender.Open(address, address, new PacketWriter(address, address, Signer(address)));
        for (var packet = 0; packet < count; packet++)
        {
            sender.Send(new(protocol, new(Nonce, (uint)packet / 2, packet % 2 == 1, protocol.Number), 64, 1000, port, (ushort)(packet + 1)));
        }
    }

    private static RoundObserver Observer(IPAddress address, params ProbeProtocol[] protocols) => new(Nonce, Signer(address), protocols, Sent, TimeProvider.System);

    private static MarkSigner Signer(IPAddress address) => new(new byte[] { 1 }, address, address);

    private static int Received(RoundObserver observer) => observer.ToResults().Sum(stream => Count(stream.Control.Received) + Count(stream.RouterAlert.Received));

    private static int Count(byte[] bits) => bits.Sum(octet => int.PopCount(octet));
}
