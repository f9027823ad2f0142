using RouterAlertAssurance.Nftables.Rulesets;

namespace RouterAlertAssurance.Nftables.Evaluation;

/// <summary>The numbers behind names that nft lists in place of them (nft(8); /etc/protocols).</summary>
internal static class NftNames
{
    private static readonly Dictionary<string, int> Protocols = new(StringComparer.Ordinal)
    {
        ["ip"] = 0,
        ["hopopt"] = 0,
        ["icmp"] = 1,
        ["igmp"] = 2,
        ["ipencap"] = 4,
        ["st"] = 5,
        ["tcp"] = 6,
        ["egp"] = 8,
        ["igp"] = 9,
        ["udp"] = 17,
        ["dccp"] = 33,
        ["ipv6"] = 41,
        ["ipv6-route"] = 43,
        ["ipv6-frag"] = 44,
        ["rsvp"] = 46,
        ["gre"] = 47,
        ["esp"] = 50,
        ["ah"] = 51,
        ["icmpv6"] = 58,
        ["ipv6-icmp"] = 58,
        ["ipv6-nonxt"] = 59,
        ["ipv6-opts"] = 60,
        ["eigrp"] = 88,
        ["ospf"] = 89,
        ["ipip"] = 94,
        ["encap"] = 98,
        ["pim"] = 103,
        ["comp"] = 108,
        ["ipcomp"] = 108,
        ["vrrp"] = 112,
        ["pgm"] = 113,
        ["l2tp"] = 115,
        ["isis"] = 124,
        ["sctp"] = 132,
        ["mobility-header"] = 135,
        ["udplite"] = 136,
        ["mpls-in-ip"] = 137,
        ["hip"] = 139,
        ["shim6"] = 140,
    };

    private static readonly Dictionary<string, int> Flags = new(StringComparer.Ordinal)
    {
        ["fin"] = 1,
        ["syn"] = 2,
        ["rst"] = 4,
        ["psh"] = 8,
        ["ack"] = 16,
        ["urg"] = 32,
        ["ecn"] = 64,
        ["cwr"] = 128,
    };

    private static readonly Dictionary<string, int> Families = new(StringComparer.Ordinal)
    {
        ["ipv4"] = 2,
        ["ipv6"] = 10,
    };

    private static readonly Dictionary<string, int> EtherTypes = new(StringComparer.Ordinal)
    {
        ["ip"] = 0x0800,
        ["arp"] = 0x0806,
        ["ip6"] = 0x86DD,
        ["vlan"] = 0x8100,
    };

    private static readonly Dictionary<string, int> IcmpV6Types = new(StringComparer.Ordinal)
    {
        ["destination-unreachable"] = 1,
        ["packet-too-big"] = 2,
        ["time-exceeded"] = 3,
        ["parameter-problem"] = 4,
        ["echo-request"] = 128,
        ["echo-reply"] = 129,
        ["mld-listener-query"] = 130,
        ["mld-listener-report"] = 131,
        ["mld-listener-done"] = 132,
        ["mld-listener-reduction"] = 132,
        ["nd-router-solicit"] = 133,
        ["nd-router-advert"] = 134,
        ["nd-neighbor-solicit"] = 135,
        ["nd-neighbor-advert"] = 136,
        ["nd-redirect"] = 137,
        ["mld2-listener-report"] = 143,
    };

    private static readonly Dictionary<string, int> IgmpTypes = new(StringComparer.Ordinal)
    {
        ["membership-query"] = 0x11,
        ["membership-report-v1"] = 0x12,
        ["membership-report-v2"] = 0x16,
        ["leave-group"] = 0x17,
        ["membership-report-v3"] = 0x22,
    };

    /// <summary>The number of a name, where it is compared with a value; null when it is not known.</summary>
    public static UInt128? Number(string name, NftValue? with)
    {
        var names = with switch
        {
            NftMeta { Key: "l4proto" } or NftField { Name: "protocol" or "nexthdr" } => Protocols,
            NftMeta { Key: "nfproto" } => Families,
            NftMeta { Key: "protocol" } => EtherTypes,
            NftField { Name: "flags" } => Flags,
            NftField { Protocol: "icmpv6", Name: "type" } => IcmpV6Types,
            NftField { Protocol: "igmp", Name: "type" } => IgmpTypes,
            _ => null,
        };
        return names?.TryGetValue(name, out var number) == true ? (UInt128)number : null;
    }
}
