using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using RouterAlertAssurance.Nftables.Rulesets;

namespace RouterAlertAssurance.Nftables.Iptables;

/// <summary>
/// <c>-m u32</c>: words of the packet, shifted and masked, are in ranges (iptables-extensions(8), u32; net/netfilter/xt_u32.c). A word that is not all in the packet
/// is no match, whatever is asked; with <c>!</c> the test holds then.
/// </summary>
internal sealed record U32Test(string Text, ImmutableArray<U32Test.Comparison> Comparisons, bool IsInverted) : NftPacketTest(Text)
{
    /// <summary>One comparison: where to look, and what is right there.</summary>
    internal sealed record Comparison(ImmutableArray<(char Operator, uint Number)> Steps, ImmutableArray<(uint First, uint Last)> Ranges);

    /// <summary>Null when it is no such expression.</summary>
    public static U32Test? Parse(string text, bool isInverted)
    {
        var comparisons = text.Split("&&").Select(ParseOne).ToList();
        return comparisons.Contains(null) ? null : new($"u32 {text}", [.. comparisons.OfType<Comparison>()], isInverted);
    }

    public override bool Holds(ReadOnlySpan<byte> packet)
    {
        foreach (var comparison in Comparisons)
        {
            if (Word(packet, comparison.Steps) is not { } word || !comparison.Ranges.Any(range => word >= range.First && word <= range.Last))
            {
                return IsInverted;
            }
        }

        return !IsInverted;
    }

    private static uint? Word(ReadOnlySpan<byte> packet, ImmutableArray<(char Operator, uint Number)> steps)
    {
        long start = 0;
        uint word = 0;
        foreach (var (action, number) in steps)
        {
            switch (action)
            {
                case '&':
                    word &= number;
                    break;
                case '<':
                    word <<= (int)number;
                    break;
                case '>':
                    word >>= (int)number;
                    break;
                default:
                    start += word;
                    if (start + number + 4 > packet.Length)
                    {
                        return null;
                    }

                    word = BinaryPrimitives.ReadUInt32BigEndian(packet[(int)(start + number)..]);
                    break;
            }
        }

        return word;
    }

    private static Comparison? ParseOne(string text)
    {
        if (text.Split('=') is not [var location, var values])
        {
            return null;
        }

        var steps = ImmutableArray.CreateBuilder<(char, uint)>();
        var rest = "@" + location.Replace(" ", "", StringComparison.Ordinal).Replace("<<", "<", StringComparison.Ordinal).Replace(">>", ">", StringComparison.Ordinal);
        while (rest.Length > 0)
        {
            var end = rest.AsSpan(1).IndexOfAny("&<>@") is var found && found < 0 ? rest.Length : found + 1;
            if (!"&<>@".Contains(rest[0], StringComparison.Ordinal) || Number(rest[1..end]) is not { } number)
            {
                return null;
            }

            steps.Add((rest[0], number));
            rest = rest[end..];
        }

        var ranges = values.Split(',').Select(Range).ToList();
        return ranges.Contains(null) ? null : new(steps.ToImmutable(), [.. ranges.OfType<(uint, uint)>()]);
    }

    private static (uint First, uint Last)? Range(string text)
    {
        var ends = text.Split(':');
        return ends.Length <= 2 && Number(ends[0]) is { } first && Number(ends[^1]) is { } last ? (first, last) : null;
    }

    private static uint? Number(string text)
    {
        text = text.Trim();
        return text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            ? uint.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex) ? hex : null
            : uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
