using RouterAlertAssurance.Packets.Layers;

namespace RouterAlertAssurance.Nftables.Policy;

/// <summary>A protocol that a ruleset is tried with.</summary>
/// <param name="Number">Number of the protocol.</param>
/// <param name="IsMld">Whether it is Multicast Listener Discovery: the messages 130 to 132 and 143 of ICMPv6 (RFC 2710, RFC 3810).</param>
public readonly record struct AuditProtocol(int Number, bool IsMld = false)
{
    private const string MldKey = "mld";

    /// <summary>Multicast Listener Discovery.</summary>
    public static AuditProtocol Mld => new((int)IpProtocol.IcmpV6, IsMld: true);

    /// <summary>Those that a router is tried with when nobody says otherwise; 253 is one that nobody knows (RFC 3692).</summary>
    public static IReadOnlyList<AuditProtocol> Usual { get; } = [new(2), new(46), new(113), new(17), new(6), new(132), Mld, new(253)];

    /// <summary>Those that a router is meant to serve when nobody says otherwise.</summary>
    public static IReadOnlyList<AuditProtocol> UsuallyOfInterest { get; } = [new(2), new(46), Mld];

    /// <summary>Names that may be used in place of numbers.</summary>
    public static IEnumerable<string> Names => IpProtocolNames.Keys.Append(MldKey);

    /// <summary>As labels of metrics say it: <c>rsvp</c>, <c>mld</c>, <c>protocol-253</c>.</summary>
    public string Key => IsMld ? MldKey : IpProtocolNames.Key(Number);

    /// <summary>Whether it is one of IPv4; MLD and ICMPv6 are not.</summary>
    public bool IsOfIpv4 => Number != (int)IpProtocol.IcmpV6;

    /// <summary>Whether it is one of IPv6; IGMP and ICMP are not.</summary>
    public bool IsOfIpv6 => Number is not ((int)IpProtocol.Igmp or (int)IpProtocol.Icmp);

    /// <summary>A protocol by name, by number or as <c>protocol-253</c>; null when it is none of them.</summary>
    public static AuditProtocol? Parse(string text) =>
        MldKey.Equals(text, StringComparison.OrdinalIgnoreCase) ? Mld : IpProtocolNames.Parse(text) is { } number ? new(number) : null;

    /// <summary>As people read it.</summary>
    public override string ToString() => IsMld ? "MLD" : IpProtocolNames.Text(Number);
}
