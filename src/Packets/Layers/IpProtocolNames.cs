using System.Globalization;

namespace RouterAlertAssurance.Packets.Layers;

/// <summary>Names of IP protocols: one table for what people read, what metrics are labelled with, and what people type.</summary>
public static class IpProtocolNames
{
    // The key is what labels and parameters say; null for what has no other than its number.
    private static readonly (byte Number, string? Key, string Text)[] Known =
    [
        (1, "icmp", "ICMP"),
        (2, "igmp", "IGMP"),
        (4, null, "IPv4 in IP"),
        (6, "tcp", "TCP"),
        (17, "udp", "UDP"),
        (41, null, "IPv6 in IP"),
        (46, "rsvp", "RSVP"),
        (47, null, "GRE"),
        (58, "icmpv6", "ICMPv6"),
        (113, "pgm", "PGM"),
        (132, "sctp", "SCTP"),
        (139, null, "HIP"),
    ];

    /// <summary>Names that may be used in place of numbers.</summary>
    public static IEnumerable<string> Keys => Known.Select(known => known.Key).OfType<string>();

    /// <summary>A protocol as people read it: <c>RSVP</c>, <c>protocol 253</c>.</summary>
    /// <param name="number">0 to 255.</param>
    public static string Text(int number) => Find(number)?.Text ?? string.Create(CultureInfo.InvariantCulture, $"protocol {number}");

    /// <summary>A protocol as labels of metrics and parameters say it: <c>rsvp</c>, <c>protocol-253</c>.</summary>
    /// <param name="number">0 to 255.</param>
    public static string Key(int number) => KeyOrNull(number) ?? string.Create(CultureInfo.InvariantCulture, $"protocol-{number}");

    /// <summary>The name that labels and parameters have for a protocol; null for one that goes by its number.</summary>
    public static string? KeyOrNull(int number) => Find(number)?.Key;

    /// <summary>A protocol by name, by number or as <c>protocol-253</c>; null when it is none of them.</summary>
    public static int? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var (number, key, _) in Known)
        {
            if (text.Equals(key, StringComparison.OrdinalIgnoreCase))
            {
                return number;
            }
        }

        var digits = text.StartsWith("protocol-", StringComparison.OrdinalIgnoreCase) ? text.AsSpan("protocol-".Length) : text;
        return byte.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : null;
    }

    private static (string? Key, string Text)? Find(int number)
    {
        foreach (var known in Known)
        {
            if (known.Number == number)
            {
                return (known.Key, known.Text);
            }
        }

        return null;
    }
}
