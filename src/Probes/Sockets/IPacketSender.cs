using System.Net.Sockets;
using RouterAlertAssurance.Probes.Packets;

namespace RouterAlertAssurance.Probes.Sockets;

/// <summary>Sends packets of a probe. One thread at a time.</summary>
internal interface IPacketSender : IDisposable
{
    /// <summary>Why it cannot send over a protocol; null when it can.</summary>
    string? Refuse(ProbeProtocol protocol);

    /// <summary>Sends a packet.</summary>
    /// <exception cref="SocketException">The kernel refuses: there is no route, say.</exception>
    void Send(in ProbePacket packet);
}
