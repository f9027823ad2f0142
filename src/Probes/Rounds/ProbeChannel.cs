using System.Net.Sockets;
using RouterAlertAssurance.Probes.Control;
using RouterAlertAssurance.Probes.Marks;
using RouterAlertAssurance.Probes.Packets;
using RouterAlertAssurance.Probes.Sockets;

namespace RouterAlertAssurance.Probes.Rounds;

/// <summary>What the initiator holds open during a probe: its sender and its ports.</summary>
internal sealed class ProbeChannel : IDisposable
{
    private ProbeChannel(PortReservation ports, IPacketSender sender) => (Ports, Sender) = (ports, sender);

    public PortReservation Ports { get; }

    public IPacketSender Sender { get; }

    /// <summary>Opens it: with raw packets where the process may send such, else with what everybody may send.</summary>
    /// <exception cref="ProbeFailedException">The source is not an address of this device, or nothing can be sent.</exception>
    public static ProbeChannel Open(NetworkPlace place, ProbeRequest request, MarkSigner signer) => place.Open(() =>
    {
        PortReservation? ports = null;
        try
        {
            ports = new PortReservation(request.Source, request.Protocols);
            return new ProbeChannel(ports, OpenSender(request, ports, signer));
        }
        catch (SocketException refused)
        {
            ports?.Dispose();
            throw new ProbeFailedException(refused.SocketErrorCode == SocketError.AddressNotAvailable
                ? $"{request.Source} is not an address of this device"
                : $"no packets can be sent from {request.Source}: {refused.Message}");
        }
    });

    public void Dispose()
    {
        Sender.Dispose();
        Ports.Dispose();
    }

    private static IPacketSender OpenSender(ProbeRequest request, PortReservation ports, MarkSigner signer)
    {
        try
        {
            return RawSender.Open(request.Source, request.Destination, new PacketWriter(request.Source, request.Destination, signer));
        }
        catch (SocketException refused) when (NativeSocket.IsNotPermitted(refused))
        {
            return ports.Datagrams.FirstOrDefault() is { } socket
                ? DatagramSender.Open(socket, request.Destination, signer)
                : throw new ProbeFailedException("sending these protocols needs the capability CAP_NET_RAW; without it only udp over IPv4 can be probed");
        }
    }
}
