using System.Globalization;
using RouterAlertAssurance.Packets.Dissection;
using RouterAlertAssurance.Packets.Layers;

namespace RouterAlertAssurance.Packets.RouterAlert;

/// <summary>
/// What a packet with Router Alert is for: its protocol number, or <see cref="Mld"/> or <see cref="Mrd"/>, which share the numbers of ICMPv6 and IGMP.
/// </summary>
/// <param name="Code">0 to 257.</param>
public readonly record struct RouterAlertProtocol(ushort Code)
{
    /// <summary>How many there are.</summary>
    public const int Count = 258;

    private const string MldName = "mld";
    private const string MrdName = "mrd";

    /// <summary>Multicast Listener Discovery (RFC 2710, RFC 3810).</summary>
    public static readonly RouterAlertProtocol Mld = new(256);

    /// <summary>Multicast Router Discovery (RFC 4286), over IPv4 or IPv6.</summary>
    public static readonly RouterAlertProtocol Mrd = new(257);

    /// <summary>Names that may be used in place of numbers.</summary>
    public static IEnumerable<string> Names => IpProtocolNames.Keys.Concat([MldName, MrdName]);

    /// <summary>Whether it has a name of its own.</summary>
    public bool IsNamed => NameOf(Code) is not null;

    /// <summary>What a packet is for. Of a later fragment of ICMPv6 or IGMP nothing tells what it belongs to: it is of that protocol.</summary>
    public static RouterAlertProtocol Of(ref readonly DissectedPacket packet)
    {
        var isControl = packet.Protocol is IpProtocol.Igmp or IpProtocol.IcmpV6;
        return isControl && packet.Transport is { Length: > 0 } message ? OfControl(packet.Protocol, packet.IsIpv6, message[0]) : new((ushort)packet.Protocol);
    }

    /// <summary>One by name, by number up to 255 or as <c>protocol-253</c>, in letters of either case; null when the text is none of them.</summary>
    public static RouterAlertProtocol? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return MldName.Equals(text, StringComparison.OrdinalIgnoreCase) ? Mld
            : MrdName.Equals(text, StringComparison.OrdinalIgnoreCase) ? Mrd
            : IpProtocolNames.Parse(text) is { } number ? new((ushort)number)
            : null;
    }

    /// <summary>For people: <c>MLD</c>, <c>MRD</c>, or as <see cref="IpProtocolNames.Text"/>.</summary>
    public string Text => this == Mld ? "MLD" : this == Mrd ? "MRD" : IpProtocolNames.Text(Code);

    /// <summary>
    /// <c>igmp</c>, <c>mld</c>, <c>mrd</c>, <c>rsvp</c>, <c>pgm</c>, <c>tcp</c>, <c>udp</c>, <c>sctp</c>, <c>icmp</c>, <c>icmpv6</c>, or <c>protocol-N</c>.
    /// </summary>
    public override string ToString() => NameOf(Code) ?? string.Create(CultureInfo.InvariantCulture, $"protocol-{Code}");

    private static RouterAlertProtocol OfControl(IpProtocol protocol, bool isIpv6, byte type) => protocol switch
    {
        IpProtocol.Igmp when type is >= 0x30 and <= 0x32 => Mrd,
        IpProtocol.IcmpV6 when isIpv6 && type is 130 or 131 or 132 or 143 => Mld,
        IpProtocol.IcmpV6 when isIpv6 && type is >= 151 and <= 153 => Mrd,
        _ => new((ushort)protocol),
    };

    private static string? NameOf(ushort code) => code switch
    {
        256 => MldName,
        257 => MrdName,
        _ => IpProtocolNames.KeyOrNull(code),
    };
}
