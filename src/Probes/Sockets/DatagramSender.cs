using System.Net;
using System.Net.Sockets;
using RouterAlertAssurance.Packets.Layers;
using RouterAlertAssurance.Probes.Marks;
using RouterAlertAssurance.Probes.Packets;

namespace RouterAlertAssurance.Probes.Sockets;

/// <summary>Sends UDP over IPv4, with Router Alert by the option IP_OPTIONS (ip(7)), which everybody may set: for processes without CAP_NET_RAW.</summary>
internal sealed class DatagramSender : IPacketSender
{
    private readonly Socket _socket;
    private readonly IPAddress _destination;
    private readonly MarkSigner _signer;
    private readonly byte[] _mark = new byte[ProbeMark.Length];
    private bool _hasOption;

    private DatagramSender(Socket socket, IPAddress destination, MarkSigner signer) => (_socket, _destination, _signer) = (socket, destination, signer);

    /// <summary>Opens a sender.</summary>
    /// <param name="reserved">The port that packets are to come from; the sender takes the socket over.</param>
    /// <param name="destination">Where they go.</param>
    /// <param name="signer">Signs their marks.</param>
    public static DatagramSender Open(Socket reserved, IPAddress destination, MarkSigner signer) => new(reserved, destination, signer);

    /// <inheritdoc/>
    public string? Refuse(ProbeProtocol protocol) => protocol == ProbeProtocol.Udp && _destination.AddressFamily == AddressFamily.InterNetwork ? null
        : $"sending {protocol} over {(_destination.AddressFamily == AddressFamily.InterNetwork ? "IPv4" : "IPv6")} needs the capability CAP_NET_RAW; without it only udp over IPv4 can be probed";

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Send(in ProbePacket packet)
    {
        if (packet.Mark.WithOption != _hasOption)
        {
            _hasOption = packet.Mark.WithOption;
            NativeSocket.SetIpv4Options(_socket, _hasOption ? [Ipv4Options.RouterAlert, 4, 0, 0] : []);
        }

        _socket.Ttl = packet.TimeToLive;
        packet.Mark.Write(_mark, _signer);
        _socket.SendTo(_mark, SocketFlags.None, new IPEndPoint(_destination, packet.DestinationPort));
        return default;
    }

    public void Dispose() => _socket.Dispose();
}
