using System.Net.Sockets;
using RouterAlertAssurance.Probes.Packets;

namespace RouterAlertAssurance.Probes.Sockets;

/// <summary>Sends packets of a probe. One thread at a time.</summary>
internal interface IPacketSender : IDisposable
{
    /// <summary>Why it cannot send over a protocol; null when it can.</summary>
    string? Refuse(ProbeProtocol protocol);

    /// <summary>Sends a packet.</summary>
    /// <returns>It from the IP header on, until the next is sent; empty where the kernel writes the header.</returns>
    /// <exception cref="SocketException">The kernel refuses: there is no route, say.</exception>
    ReadOnlyMemory<byte> Send(in ProbePacket packet);
}
