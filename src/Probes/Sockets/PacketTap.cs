using System.Net;
using System.Net.Sockets;
using RouterAlertAssurance.Packets.Live;
using RouterAlertAssurance.Probes.Responding;

namespace RouterAlertAssurance.Probes.Sockets;

/// <summary>
/// Sees packets as they are on the wire, before the kernel checks them: with a wrong checksum, and whatever their protocol. Beside it stand sockets that take the packets in, so that the
/// kernel tells nobody that it does not know the protocol. Needs CAP_NET_RAW.
/// </summary>
internal sealed class PacketTap : IPacketTap
{
    private readonly Socket _socket;
    private readonly List<Socket> _raw;
    private readonly Socket[] _swallowers;
    private readonly byte[] _buffer = new byte[2048];

    private PacketTap(Socket socket, List<Socket> raw, IEnumerable<Socket> datagrams) => (_socket, _raw, _swallowers) = (socket, raw, [.. raw, .. datagrams]);

    /// <summary>Opens a tap.</summary>
    /// <param name="source">Where packets come from.</param>
    /// <param name="destination">Where they go.</param>
    /// <param name="protocols">What they are sent over.</param>
    /// <param name="ports">Holds the ports they go to, and stays open as long as the tap.</param>
    /// <exception cref="SocketException">It is refused; an address is not of this device.</exception>
    public static PacketTap Open(IPAddress source, IPAddress destination, IReadOnlyCollection<ProbeProtocol> protocols, PortReservation ports)
    {
        var raw = new List<Socket>();
        try
        {
            foreach (var protocol in protocols.Where(protocol => protocol != ProbeProtocol.Udp && protocol != ProbeProtocol.Tcp))
            {
                var socket = NativeSocket.OpenRaw(source.AddressFamily, protocol.Number);
                raw.Add(socket);
                socket.Bind(new IPEndPoint(destination, 0));
                socket.Connect(new IPEndPoint(source, 0));
            }

            var wanted = protocols.Select(protocol => (protocol.Number, ports.Has(protocol) ? ports[protocol] : (ushort?)null));
            return new(NativeSocket.OpenTap(source.AddressFamily, TapFilter.Between(source, destination, wanted)), raw, ports.Datagrams);
        }
        catch
        {
            Close(raw);
            throw;
        }
    }

    /// <inheritdoc/>
    public bool Take(TimeSpan wait, RoundObserver observer)
    {
        var taken = 0;
        while (taken < IPacketTap.MostAtOnce && _socket.Poll(taken == 0 ? wait : TimeSpan.Zero, SelectMode.SelectRead))
        {
            observer.TakePacket(_buffer.AsSpan(0, _socket.Receive(_buffer)));
            taken++;
        }

        foreach (var swallower in _swallowers)
        {
            Empty(swallower);
        }

        return taken == IPacketTap.MostAtOnce;
    }

    /// <inheritdoc/>
    public long TakeLost() => PacketSocket.TakeLost((int)_socket.Handle);

    public void Dispose()
    {
        _socket.Dispose();
        Close(_raw);
    }

    // What is left when its buffer is full is no loss: nobody looks at it.
    private void Empty(Socket swallower)
    {
        for (var taken = 0; taken < IPacketTap.MostAtOnce && swallower.Poll(TimeSpan.Zero, SelectMode.SelectRead); taken++)
        {
            _ = swallower.Receive(_buffer, SocketFlags.None, out _);
        }
    }

    private static void Close(List<Socket> sockets)
    {
        foreach (var socket in sockets)
        {
            socket.Dispose();
        }
    }
}
