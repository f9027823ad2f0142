using System.Globalization;
using System.Text;
using RouterAlertAssurance.Packets.Layers;

namespace RouterAlertAssurance.Nftables.Policy;

/// <summary>
/// Writes a ruleset that protects a router from Router Alert as RFC 6398, section 5, and the draft before it, section 4.2, ask: each protocol of interest has a limit
/// of its own in each family, all others have one together, and every drop is counted. It is a text for <c>nft -f</c>; nothing is loaded.
/// </summary>
public static class RouterAlertRecommendation
{
    /// <summary>Name of the table, which is nobody else's.</summary>
    public const string Table = "raa_router_alert";

    private const int RateOfInterest = 100, BurstOfInterest = 50, RateOfOthers = 10, BurstOfOthers = 20;
    private const string PerProtocol = "RFC 6398, section 5; draft, section 4.2";

    // The option in any value: where Linux finds value 0 by itself, as the first option, and behind up to four NOPs (RFC 791, section 3.1).
    private static readonly string[] LayoutsOfIpv4 =
    [
        "ip option ra exists", "ip hdrlength > 5 @nh,160,8 0x94", "ip hdrlength > 6 @nh,160,16 0x0194", "ip hdrlength > 6 @nh,160,24 0x010194",
        "ip hdrlength > 6 @nh,160,32 0x01010194", "ip hdrlength > 6 @nh,160,40 0x0101010194",
    ];

    // As the first option, behind Pad1 and two Pad1, and behind padding or any other option of two, three and four octets (RFC 8200, section 4.2).
    private static readonly string[] LayoutsOfIpv6 =
    [
        "@nh,336,16 0x0502", "@nh,336,24 0x000502", "@nh,344,8 0 @nh,352,16 0x0502", "@nh,344,8 1 @nh,360,16 0x0502", "@nh,344,8 2 @nh,368,16 0x0502",
    ];

    /// <summary>The ruleset.</summary>
    /// <param name="ofInterest">Protocols that the router is meant to serve.</param>
    public static string Of(IReadOnlyList<AuditProtocol> ofInterest)
    {
        ArgumentNullException.ThrowIfNull(ofInterest);
        var text = new StringBuilder();
        Line(text, 0, $"# A limit for each protocol of interest ({string.Join(", ", ofInterest)}) and one for all others.");
        Line(text, 0, "# Rates are to be set by what the router bears; they hold for packets to the router itself too.");
        Line(text, 0, $"table inet {Table}");
        Line(text, 0, $"delete table inet {Table}");
        Line(text, 0, $"table inet {Table} {{");
        Entry(text);
        Chain(text, "ipv4", [.. ofInterest.Where(protocol => protocol.IsOfIpv4)]);
        Chain(text, "ipv6", [.. ofInterest.Where(protocol => protocol.IsOfIpv6)]);
        Line(text, 0, "}");
        return text.ToString();
    }

    // Before anything else looks at the packet, and before a socket could take it: it would not come to the chains input and forward.
    private static void Entry(StringBuilder text)
    {
        Line(text, 1, "chain entry {");
        Line(text, 2, "type filter hook prerouting priority -300; policy accept;");
        foreach (var layout in LayoutsOfIpv4)
        {
            Line(text, 2, $"{layout} goto alert_ipv4 comment \"RFC 2113\"");
        }

        foreach (var layout in LayoutsOfIpv6)
        {
            Line(text, 2, $"ip6 nexthdr 0 {layout} goto alert_ipv6 comment \"RFC 2711\"");
        }

        Line(text, 2, "ip hdrlength > 5 counter comment \"other IPv4 options\"");
        Line(text, 2, "ip6 nexthdr 0 counter comment \"other Hop-by-Hop options\"");
        Line(text, 1, "}");
    }

    private static void Chain(StringBuilder text, string family, IReadOnlyList<AuditProtocol> ofInterest)
    {
        Line(text, 1, $"chain alert_{family} {{");
        foreach (var protocol in ofInterest)
        {
            Line(text, 2, $"{Match(protocol)} limit rate over {RateOfInterest}/second burst {BurstOfInterest} packets counter drop comment \"{protocol} beyond its limit [{PerProtocol}]\"");
            Line(text, 2, $"{Match(protocol)} counter accept comment \"{protocol}\"");
        }

        Line(text, 2, $"limit rate over {RateOfOthers}/second burst {BurstOfOthers} packets counter drop comment \"others beyond their limit [{PerProtocol}]\"");
        Line(text, 2, "counter accept comment \"others [RFC 6398, section 5: forwarded like any packet]\"");
        Line(text, 1, "}");
    }

    private static string Match(AuditProtocol protocol) => protocol.IsMld
        ? "icmpv6 type { 130, 131, 132, 143 }"
        : string.Create(CultureInfo.InvariantCulture, $"meta l4proto {protocol.Number}{(protocol.Number == (int)IpProtocol.IcmpV6 ? " icmpv6 type != { 130, 131, 132, 143 }" : "")}");

    private static void Line(StringBuilder text, int depth, string line) => text.Append('\t', depth).Append(line).Append('\n');
}
