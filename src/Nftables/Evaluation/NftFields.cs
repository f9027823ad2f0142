using System.Globalization;
using System.Net;
using RouterAlertAssurance.Nftables.Rulesets;
using RouterAlertAssurance.Packets.Layers;

namespace RouterAlertAssurance.Nftables.Evaluation;

internal enum NftReadingKind
{
    Known,

    /// <summary>Not in this packet: a rule that asks for it does not go on.</summary>
    Absent,

    /// <summary>Not known here.</summary>
    Unknown,
}

/// <summary>What a packet has where a rule looks.</summary>
/// <param name="Kind">Whether it is known.</param>
/// <param name="Number">The value.</param>
/// <param name="Bits">How many bits it has.</param>
/// <param name="Text">The value of what has names (interfaces).</param>
/// <param name="Source">Where it was read.</param>
internal readonly record struct NftReading(NftReadingKind Kind, UInt128 Number, int Bits, string? Text, NftValue? Source);

/// <summary>Reads what rules look at.</summary>
internal static class NftFields
{
    // First bit and number of bits in the header.
    private static readonly Dictionary<(string Protocol, string Field), (int Offset, int Length)> Places = new()
    {
        [("ip", "version")] = (0, 4),
        [("ip", "hdrlength")] = (4, 4),
        [("ip", "dscp")] = (8, 6),
        [("ip", "ecn")] = (14, 2),
        [("ip", "length")] = (16, 16),
        [("ip", "id")] = (32, 16),
        [("ip", "frag-off")] = (48, 16),
        [("ip", "ttl")] = (64, 8),
        [("ip", "protocol")] = (72, 8),
        [("ip", "checksum")] = (80, 16),
        [("ip", "saddr")] = (96, 32),
        [("ip", "daddr")] = (128, 32),
        [("ip6", "version")] = (0, 4),
        [("ip6", "dscp")] = (4, 6),
        [("ip6", "ecn")] = (10, 2),
        [("ip6", "flowlabel")] = (12, 20),
        [("ip6", "length")] = (32, 16),
        [("ip6", "nexthdr")] = (48, 8),
        [("ip6", "hoplimit")] = (56, 8),
        [("ip6", "saddr")] = (64, 128),
        [("ip6", "daddr")] = (192, 128),
        [("tcp", "sport")] = (0, 16),
        [("tcp", "dport")] = (16, 16),
        [("tcp", "flags")] = (104, 8),
        [("tcp", "urgptr")] = (144, 16),
        [("udp", "sport")] = (0, 16),
        [("udp", "dport")] = (16, 16),
        [("udp", "length")] = (32, 16),
        [("th", "sport")] = (0, 16),
        [("th", "dport")] = (16, 16),
        [("icmp", "type")] = (0, 8),
        [("icmp", "code")] = (8, 8),
        [("icmpv6", "type")] = (0, 8),
        [("icmpv6", "code")] = (8, 8),
        [("igmp", "type")] = (0, 8),
    };

    private static readonly Dictionary<string, int> TransportProtocols = new(StringComparer.Ordinal)
    {
        ["tcp"] = 6,
        ["udp"] = 17,
        ["icmp"] = 1,
        ["icmpv6"] = 58,
        ["igmp"] = 2,
    };

    /// <summary>Whether what can exist or not is there; null when that cannot be said, or the packet is of the other family.</summary>
    public static bool? Exists(NftValue value, NftPacket packet) => IsOfOtherFamily(value, packet) ? null : value switch
    {
        NftIpOption { Name: "ra" } => NftIpOptions.RouterAlertAsKernelSeesIt(packet) >= 0,
        NftIpOption { Name: "rr" } => NftIpOptions.Has(packet, 7),
        NftIpOption { Name: "lsrr" } => NftIpOptions.Has(packet, 131),
        NftIpOption { Name: "ssrr" } => NftIpOptions.Has(packet, 137),
        NftExtensionHeader header => HeaderOf(header.Name) is { } protocol ? packet.HasExtension(protocol) : null,
        _ => null,
    };

    public static bool IsOfOtherFamily(NftValue value, NftPacket packet) => value switch
    {
        NftIpOption => packet.IsIpv6,
        NftExtensionHeader => !packet.IsIpv6,
        _ => false,
    };

    public static NftReading Read(NftValue value, NftPacket packet) => value switch
    {
        NftField field => Field(field, packet),
        NftBits bits => Known(packet.Bits(bits.Base == "nh" ? 0 : bits.Base == "th" ? packet.TransportOffset : -1, bits.Offset, bits.Length), bits.Length, value, bits.Base == "ll"),
        NftMeta meta => Meta(meta, packet),
        NftIpOption { Name: "ra", Field: "value" } => packet.IsIpv6 || NftIpOptions.RouterAlertAsKernelSeesIt(packet) < 0 ? Absent() : Known(0, 16, value),
        NftMasked masked => Masked(masked, packet),
        _ => new(NftReadingKind.Unknown, 0, 0, null, value),
    };

    /// <summary>The number a constant stands for, where it is compared with a value; null when that is not known.</summary>
    public static UInt128? Number(NftValue constant, NftValue? with) => constant switch
    {
        NftNumber number => number.Value,
        NftText text => NftNames.Number(text.Value, with) ?? Address(text.Value),
        NftSet flags when with is NftMasked or NftField { Name: "flags" } => flags.Elements.Aggregate((UInt128?)0, (sum, flag) => sum | Number(flag, with)),
        _ => null,
    };

    /// <summary>The number that a rule writes, where it is a constant or copied out of the packet; null when that is not known.</summary>
    public static UInt128? Constant(NftValue value, NftPacket packet, NftValue with) =>
        Number(value, with) ?? (Read(value, packet) is { Kind: NftReadingKind.Known, Text: null } copied ? copied.Number : null);

    private static NftReading Field(NftField field, NftPacket packet)
    {
        if (!Places.TryGetValue((field.Protocol, field.Name), out var place))
        {
            return new(NftReadingKind.Unknown, 0, 0, null, field);
        }

        if (field.Protocol is "ip" or "ip6")
        {
            return packet.IsIpv6 == (field.Protocol == "ip6") ? Known(packet.Bits(0, place.Offset, place.Length), place.Length, field) : Absent();
        }

        var isThere = field.Protocol == "th" || TransportProtocols[field.Protocol] == packet.Protocol;
        return isThere ? Known(packet.Bits(packet.TransportOffset, place.Offset, place.Length), place.Length, field) : Absent();
    }

    private static NftReading Meta(NftMeta meta, NftPacket packet) => meta.Key switch
    {
        "l4proto" => Known((UInt128)packet.Protocol, 8, meta),
        "nfproto" => Known((UInt128)(packet.IsIpv6 ? 10 : 2), 8, meta),
        "protocol" => Known((UInt128)(packet.IsIpv6 ? 0x86DD : 0x0800), 16, meta),
        "length" => Known((UInt128)packet.Octets.Length, 32, meta),
        "iifname" or "iif" => new(NftReadingKind.Known, 0, 0, packet.Input, meta),
        "oifname" or "oif" => packet.Output.Length == 0 ? Absent() : new(NftReadingKind.Known, 0, 0, packet.Output, meta),
        _ => new(NftReadingKind.Unknown, 0, 0, null, meta),
    };

    private static NftReading Masked(NftMasked masked, NftPacket packet)
    {
        var inner = Read(masked.Value, packet);
        return inner.Kind != NftReadingKind.Known ? inner
            : Number(masked.Mask, masked.Value) is { } mask ? inner with { Number = inner.Number & mask, Source = masked.Value }
            : new(NftReadingKind.Unknown, 0, 0, null, masked);
    }

    private static NftReading Known(UInt128? number, int bits, NftValue source, bool isUnknown = false) =>
        isUnknown ? new(NftReadingKind.Unknown, 0, bits, null, source) : number is { } value ? new(NftReadingKind.Known, value, bits, null, source) : Absent();

    private static NftReading Absent() => new(NftReadingKind.Absent, 0, 0, null, null);

    private static IpProtocol? HeaderOf(string name) => name switch
    {
        "hbh" => IpProtocol.HopByHopOptions,
        "rt" or "rt0" or "rt2" or "srh" => IpProtocol.RoutingHeader,
        "frag" => IpProtocol.FragmentHeader,
        "dst" => IpProtocol.DestinationOptions,
        "mh" => IpProtocol.MobilityHeader,
        _ => null,
    };

    private static UInt128? Address(string text)
    {
        if (text.StartsWith("0x", StringComparison.Ordinal))
        {
            return UInt128.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex) ? hex : null;
        }

        if (!IPAddress.TryParse(text, out var address))
        {
            return null;
        }

        UInt128 value = 0;
        foreach (var octet in address.GetAddressBytes())
        {
            value = (value << 8) | octet;
        }

        return value;
    }
}
