using System.Collections.Immutable;
using System.Globalization;
using RouterAlertAssurance.Nftables.Rulesets;

namespace RouterAlertAssurance.Nftables.Iptables;

/// <summary>
/// <c>-m hbh</c>: there is a Hop-by-Hop Options header, of a length, with options of these types and lengths one behind the other from its beginning on
/// (ip6tables-extensions, hbh; net/ipv6/netfilter/ip6t_hbh.c).
/// </summary>
internal sealed record HopByHopTest(string Text, int? Length, bool IsLengthInverted, ImmutableArray<(int Type, int? Length)> Options) : NftPacketTest(Text)
{
    private const int HeaderOfIpv6 = 40;

    /// <summary>Null when the options are not understood.</summary>
    public static HopByHopTest? Parse(IReadOnlyList<string> words)
    {
        var options = ImmutableArray.CreateBuilder<(int, int?)>();
        var (length, isInverted) = ((int?)null, false);
        for (var at = 0; at < words.Count; at++)
        {
            switch (words[at])
            {
                case "!":
                    isInverted = true;
                    break;
                case "--hbh-len" when at + 1 < words.Count && int.TryParse(words[at + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var number):
                    (length, at) = (number, at + 1);
                    break;
                case "--hbh-opts" when at + 1 < words.Count && words[at + 1].Split(',').Select(Option).ToList() is var found && !found.Contains(null):
                    options.AddRange(found.OfType<(int, int?)>());
                    at++;
                    break;
                default:
                    return null;
            }
        }

        return new($"hbh {string.Join(' ', words)}", length, isInverted, options.ToImmutable());
    }

    public override bool Holds(ReadOnlySpan<byte> packet)
    {
        if (packet.Length < HeaderOfIpv6 + 8 || packet[0] >> 4 != 6 || packet[6] != 0)
        {
            return false;
        }

        var header = packet[HeaderOfIpv6..];
        var length = (header[1] + 1) * 8;
        return header.Length >= length && (Length is not { } asked || asked == length != IsLengthInverted) && HasOptions(header[2..length]);
    }

    private bool HasOptions(ReadOnlySpan<byte> rest)
    {
        foreach (var (type, length) in Options)
        {
            if (rest.IsEmpty || rest[0] != type)
            {
                return false;
            }

            // Pad1 has no length.
            var size = 1;
            if (type != 0)
            {
                if (rest.Length < 2 || (length is { } asked && rest[1] != asked))
                {
                    return false;
                }

                size = rest[1] + 2;
            }

            rest = rest[Math.Min(size, rest.Length)..];
        }

        return true;
    }

    private static (int Type, int? Length)? Option(string text)
    {
        var parts = text.Split(':');
        if (parts.Length > 2 || !byte.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var type))
        {
            return null;
        }

        return parts.Length == 1 ? (type, null) : byte.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? (type, length) : null;
    }
}
