using RouterAlertAssurance.Probes.Marks;

namespace RouterAlertAssurance.Probes.Packets;

/// <summary>What a packet of a probe is to look like.</summary>
/// <param name="Protocol">What it is sent over.</param>
/// <param name="Mark">What it carries, and whether it has the option.</param>
/// <param name="TimeToLive">Its TTL or hop limit.</param>
/// <param name="SourcePort">Where it comes from, where the protocol has ports.</param>
/// <param name="DestinationPort">Where it goes, where the protocol has ports.</param>
/// <param name="Identification">Of the IPv4 header, never 0, which the kernel would replace.</param>
internal readonly record struct ProbePacket(
    ProbeProtocol Protocol, ProbeMark Mark, byte TimeToLive, ushort SourcePort, ushort DestinationPort, ushort Identification)
{
    /// <summary>TTL and hop limit of packets that are to arrive.</summary>
    public const byte UsualTimeToLive = 64;
}
