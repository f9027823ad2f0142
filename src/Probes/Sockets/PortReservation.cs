using System.Net;
using System.Net.Sockets;

namespace RouterAlertAssurance.Probes.Sockets;

/// <summary>Ports of an address that are kept for a round, so that its packets meet nobody else's socket.</summary>
internal sealed class PortReservation : IDisposable
{
    private readonly Dictionary<ProbeProtocol, Socket> _sockets = [];

    /// <summary>Reserves a port for each protocol that has some and that the kernel gives out: UDP and TCP.</summary>
    /// <exception cref="SocketException">The address is not of this device.</exception>
    public PortReservation(IPAddress address, IEnumerable<ProbeProtocol> protocols)
    {
        try
        {
            foreach (var protocol in protocols)
            {
                Reserve(address, protocol);
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The sockets that get datagrams.</summary>
    public IEnumerable<Socket> Datagrams => _sockets.Where(pair => pair.Key == ProbeProtocol.Udp).Select(pair => pair.Value);

    /// <summary>Whether a port of a protocol is kept.</summary>
    public bool Has(ProbeProtocol protocol) => _sockets.ContainsKey(protocol);

    /// <summary>The port of a protocol; one from the range for private use where the kernel gives out none.</summary>
    public ushort this[ProbeProtocol protocol] => _sockets.TryGetValue(protocol, out var socket) ? (ushort)((IPEndPoint)socket.LocalEndPoint!).Port : (ushort)50_253;

    public void Dispose()
    {
        foreach (var socket in _sockets.Values)
        {
            socket.Dispose();
        }
    }

    // A TCP socket that is bound and does not listen: whoever sends to it is told that the port is closed (RFC 9293, section 3.5.2).
    private void Reserve(IPAddress address, ProbeProtocol protocol)
    {
        if (protocol == ProbeProtocol.Udp || protocol == ProbeProtocol.Tcp)
        {
            var isUdp = protocol == ProbeProtocol.Udp;
            var socket = new Socket(address.AddressFamily, isUdp ? SocketType.Dgram : SocketType.Stream, isUdp ? ProtocolType.Udp : ProtocolType.Tcp);
            _sockets.Add(protocol, socket);
            socket.Bind(new IPEndPoint(address, 0));
        }
    }
}
