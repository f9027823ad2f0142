using RouterAlertAssurance.Packets.RouterAlert;

namespace RouterAlertAssurance.Packets.Inspection;

/// <summary>Packets with Router Alert of one protocol and value.</summary>
/// <param name="IsIpv6">Whether they are of IPv6.</param>
/// <param name="Protocol">What they are for: MLD and Multicast Router Discovery apart from the protocols whose numbers they share.</param>
/// <param name="Value">Value of the option.</param>
/// <param name="Packets">How many.</param>
public sealed record RouterAlertUse(bool IsIpv6, RouterAlertProtocol Protocol, ushort Value, long Packets);
