using System.Net;
using System.Net.Sockets;
using RouterAlertAssurance.Probes.Packets;

namespace RouterAlertAssurance.Probes.Sockets;

/// <summary>Sends packets as they are written, IP header included (raw(7); for IPv6 a raw socket of protocol 255 takes whole packets as well). Needs CAP_NET_RAW.</summary>
internal sealed class RawSender : IPacketSender
{
    private const int AnyProtocol = 255;
    private readonly Socket _socket;
    private readonly SocketAddress _destination;
    private readonly PacketWriter _writer;
    private readonly byte[] _buffer = new byte[PacketWriter.Most];

    private RawSender(Socket socket, IPAddress destination, PacketWriter writer) =>
        (_socket, _destination, _writer) = (socket, new IPEndPoint(destination, 0).Serialize(), writer);

    /// <summary>Opens a sender.</summary>
    /// <exception cref="SocketException">It is refused; the address is not of this device.</exception>
    public static RawSender Open(IPAddress source, IPAddress destination, PacketWriter writer)
    {
        var socket = NativeSocket.OpenRaw(source.AddressFamily, AnyProtocol);
        try
        {
            socket.Bind(new IPEndPoint(source, 0));
            return new(socket, destination, writer);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public string? Refuse(ProbeProtocol protocol) => null;

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Send(in ProbePacket packet)
    {
        var length = _writer.Write(_buffer, packet);
        _socket.SendTo(_buffer.AsSpan(0, length), SocketFlags.None, _destination);
        return _buffer.AsMemory(0, length);
    }

    public void Dispose() => _socket.Dispose();
}
