using RouterAlertAssurance.Packets.Layers;

namespace RouterAlertAssurance.Packets.Inspection;

/// <summary>Packets with Router Alert of one protocol and value.</summary>
/// <param name="IsIpv6">Whether they are of IPv6.</param>
/// <param name="Protocol">The transport protocol.</param>
/// <param name="Value">Value of the option.</param>
/// <param name="Packets">How many.</param>
public sealed record RouterAlertUse(bool IsIpv6, IpProtocol Protocol, ushort Value, long Packets);
