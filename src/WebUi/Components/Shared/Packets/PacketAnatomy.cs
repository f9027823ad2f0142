using System.Buffers.Binary;
using System.Globalization;
using System.Net;

namespace RouterAlertAssurance.WebUi.Components.Shared.Packets;

/// <summary>What the first octets of an IP packet say, as far as they were kept; nothing is thrown for any octets.</summary>
/// <param name="Facts">Fields of the header with their values, in the order of the packet.</param>
/// <param name="Protocol">The protocol in the words of the metrics; empty where it is not known.</param>
/// <param name="Option">Where the Router Alert option stands; an empty range where there is none.</param>
internal sealed record PacketAnatomy(IReadOnlyList<KeyValuePair<string, string>> Facts, string Protocol, Range Option)
{
    private const int RouterAlertIpv4 = 148;
    private const int RouterAlertIpv6 = 5;
    private const int Ipv6Header = 40;

    /// <summary>In octets, with type and length.</summary>
    private const int OptionLength = 4;

    /// <summary>Looks into the octets of a packet, from the IP header on.</summary>
    public static PacketAnatomy Of(ReadOnlySpan<byte> octets) => (octets.Length > 0 ? octets[0] >> 4 : 0) switch
    {
        4 when octets.Length >= 20 => Ipv4(octets),
        6 when octets.Length >= Ipv6Header => Ipv6(octets),
        _ => new PacketAnatomy([new("Packet", "too short for an IP header, or of another version")], "", default),
    };

    /// <summary>Whether an octet belongs to the option.</summary>
    public bool IsOption(int index) => index >= Option.Start.Value && index < Option.End.Value;

    private static PacketAnatomy Ipv4(ReadOnlySpan<byte> octets)
    {
        var header = octets[..Math.Clamp((octets[0] & 15) * 4, 20, octets.Length)];
        var option = InOptions(header, 20, RouterAlertIpv4, endsAtZero: true);
        var fragment = BinaryPrimitives.ReadUInt16BigEndian(octets[6..]);
        var protocol = Name(octets[9], octets[header.Length..], (fragment & 0x1fff) == 0);
        List<KeyValuePair<string, string>> facts =
        [
            new("From", new IPAddress(octets.Slice(12, 4)).ToString()),
            new("To", new IPAddress(octets.Slice(16, 4)).ToString()),
            new("Protocol", $"{ProtocolWord(protocol)} ({octets[9]})"),
            new("Time to live", Text(octets[8])),
            new("Header", $"{header.Length} octets, checksum {(ChecksumHolds(header) ? "right" : "wrong")}"),
        ];
        if ((fragment & 0x3fff) != 0)
        {
            facts.Add(new("Fragment", $"from octet {(fragment & 0x1fff) * 8} on{((fragment & 0x2000) != 0 ? ", more follow" : ", the last")}"));
        }

        facts.Add(new("Router Alert", OptionText(octets, option, isV6: false)));
        return new PacketAnatomy(facts, protocol, option);
    }

    private static PacketAnatomy Ipv6(ReadOnlySpan<byte> octets)
    {
        var (next, option, end) = ((int)octets[6], default(Range), Ipv6Header);
        if (next == 0 && octets.Length >= Ipv6Header + 2)
        {
            end = Math.Min(octets.Length, Ipv6Header + ((octets[Ipv6Header + 1] + 1) * 8));
            option = InOptions(octets[..end], Ipv6Header + 2, RouterAlertIpv6, endsAtZero: false);
            next = octets[Ipv6Header];
        }

        var protocol = Name(next, octets[end..], isFirst: true);
        return new PacketAnatomy(
            [
                new("From", new IPAddress(octets.Slice(8, 16)).ToString()),
                new("To", new IPAddress(octets.Slice(24, 16)).ToString()),
                new("Protocol", $"{ProtocolWord(protocol)} ({next})"),
                new("Hop limit", Text(octets[7])),
                new("Router Alert", OptionText(octets, option, isV6: true)),
            ],
            protocol,
            option);
    }

    /// <summary>The first option of a type, whatever its length says, cut at the end of the header.</summary>
    private static Range InOptions(ReadOnlySpan<byte> header, int start, int wanted, bool endsAtZero)
    {
        for (var at = start; at < header.Length;)
        {
            var (type, isSingle) = (header[at], endsAtZero ? header[at] is 0 or 1 : header[at] == 0);
            if (isSingle)
            {
                if (endsAtZero && type == 0)
                {
                    return default;
                }

                at++;
                continue;
            }

            // The length of IPv4 counts type and length too (RFC 791), that of IPv6 does not (RFC 8200).
            var length = at + 1 < header.Length ? header[at + 1] + (endsAtZero ? 0 : 2) : 1;
            if (type == wanted)
            {
                return at..Math.Min(header.Length, at + Math.Max(length, 2));
            }

            if (length < 2)
            {
                return default;
            }

            at += length;
        }

        return default;
    }

    private static string OptionText(ReadOnlySpan<byte> octets, Range option, bool isV6)
    {
        var (start, length) = (option.Start.Value, option.End.Value - option.Start.Value);
        if (length == 0)
        {
            return "none";
        }

        var place = $"octets {start} to {start + length - 1}";
        if (length != OptionLength || octets[start + 1] != (isV6 ? 2 : 4))
        {
            return $"malformed: its length is {octets[Math.Min(start + 1, octets.Length - 1)]}; {place}";
        }

        var value = BinaryPrimitives.ReadUInt16BigEndian(octets[(start + 2)..]);
        return $"value {value} ({OptionValue.Name(isV6, value)}), {place}";
    }

    /// <summary>RFC 1071: all words with the checksum add up to ones.</summary>
    private static bool ChecksumHolds(ReadOnlySpan<byte> header)
    {
        var sum = 0u;
        for (var at = 0; at + 1 < header.Length; at += 2)
        {
            sum += BinaryPrimitives.ReadUInt16BigEndian(header[at..]);
        }

        return (sum & 0xffff) + (sum >> 16) is 0xffff;
    }

    private static string Name(int protocol, ReadOnlySpan<byte> payload, bool isFirst) => (protocol, isFirst && payload.Length > 0 ? payload[0] : -1) switch
    {
        (1, _) => "icmp",
        (2, >= 0x30 and <= 0x32) or (58, >= 151 and <= 153) => "mrd",
        (2, _) => "igmp",
        (6, _) => "tcp",
        (17, _) => "udp",
        (46, _) => "rsvp",
        (58, (>= 130 and <= 132) or 143) => "mld",
        (58, _) => "icmpv6",
        (113, _) => "pgm",
        (132, _) => "sctp",
        _ => $"protocol-{Text(protocol)}",
    };

    private static string ProtocolWord(string protocol) => protocol switch
    {
        "icmpv6" => "ICMPv6",
        _ when protocol.StartsWith("protocol-", StringComparison.Ordinal) => "protocol",
        _ => protocol.ToUpperInvariant(),
    };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
