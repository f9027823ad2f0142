using System.Collections.Immutable;
using RouterAlertAssurance.Nftables.Rulesets;

namespace RouterAlertAssurance.Nftables.Evaluation;

/// <summary>Whether matches hold for a packet, as the kernel sees it: what is not in the packet never matches, what is not known here is neither true nor false.</summary>
internal sealed class NftMatcher(NftRuleset ruleset)
{
    // The element of a map that is for what no other one is for (nft(8), SETS: wildcard elements).
    private static readonly NftText AnyOther = new("*");

    public bool? Holds(NftMatch match, NftPacket packet, NftChain chain)
    {
        if (match.Right is NftExists exists)
        {
            return NftFields.Exists(match.Left, packet) is { } isThere ? isThere == exists.Value == (match.Operator != "!=") : NftFields.IsOfOtherFamily(match.Left, packet) ? false : null;
        }

        var left = NftFields.Read(match.Left, packet);
        return left.Kind switch
        {
            NftReadingKind.Absent => false,
            NftReadingKind.Unknown => null,
            _ => match.Operator switch
            {
                "==" or "in" => IsEqual(left, match.Right, packet, chain),
                "!=" => !IsEqual(left, match.Right, packet, chain),
                _ => NftFields.Number(match.Right, match.Left) is { } right ? IsOrdered(match.Operator, left.Number, right) : null,
            },
        };
    }

    /// <summary>The limit of a statement; null when it names one that is not listed.</summary>
    public NftLimit? LimitOf(NftStatement statement, NftChain chain) => statement switch
    {
        NftLimit limit => limit,
        NftLimitReference reference => ruleset.Limits.GetValueOrDefault(new(chain.Family, chain.Table, reference.Name)),
        _ => null,
    };

    /// <summary>The verdicts that a map may have for a packet, only one where that is known; null stands for that no element is for it.</summary>
    public ImmutableArray<NftVerdict?> Find(NftVerdictMap map, NftPacket packet, NftChain chain)
    {
        var key = NftFields.Read(map.Key, packet);
        if (key.Kind == NftReadingKind.Absent)
        {
            return [null];
        }

        var possible = new List<NftVerdict?>();
        foreach (var (element, verdict) in map.Elements.Where(pair => pair.Element != AnyOther))
        {
            var isForIt = key.Kind == NftReadingKind.Known ? IsEqual(key, element, packet, chain) : null;
            if (isForIt == true)
            {
                return [verdict];
            }

            if (isForIt is null)
            {
                possible.Add(verdict);
            }
        }

        return [.. possible.Append(map.Elements.FirstOrDefault(pair => pair.Element == AnyOther).Verdict).Distinct()];
    }

    /// <summary>The packet as a rule rewrites it; as it was where the rule writes beside it. Raw bits leave checksums as they are. Null where it is not known what is written.</summary>
    public static NftPacket? Mangle(NftMangle mangle, NftPacket packet)
    {
        if (mangle.Key is not NftBits { Base: "nh" or "th" } bits || (bits.Base == "nh" ? 0 : packet.TransportOffset) is var start && packet.Bits(start, bits.Offset, bits.Length) is null)
        {
            return packet;
        }

        return NftFields.Constant(mangle.Value, packet, mangle.Key) is { } value ? packet.With(start, bits.Offset, bits.Length, value) : null;
    }

    private static bool IsOrdered(string comparison, UInt128 left, UInt128 right) => comparison switch
    {
        "<" => left < right,
        ">" => left > right,
        "<=" => left <= right,
        _ => left >= right,
    };

    private bool? IsEqual(NftReading left, NftValue right, NftPacket packet, NftChain chain)
    {
        switch (right)
        {
            case NftSet set:
                return AnyOf(set.Elements, left, packet, chain);
            case NftSetReference reference:
                return ruleset.Sets.TryGetValue(new(chain.Family, chain.Table, reference.Name), out var elements) ? AnyOf(elements, left, packet, chain) : null;
            case NftRange range:
                return (NftFields.Number(range.First, left.Source), NftFields.Number(range.Last, left.Source)) is ({ } first, { } last) ? left.Number >= first && left.Number <= last : null;
            case NftPrefix prefix:
                return NftFields.Number(new NftText(prefix.Address), left.Source) is { } network && left.Bits is var bits && prefix.Length <= bits
                    ? left.Number >> (bits - prefix.Length) == network >> (bits - prefix.Length)
                    : null;
            case NftText text when left.Text is not null:
                return text.Value.EndsWith('*') ? left.Text.StartsWith(text.Value[..^1], StringComparison.Ordinal) : left.Text == text.Value;
            default:
                return NftFields.Number(right, left.Source) is { } number ? left.Number == number : null;
        }
    }

    private bool? AnyOf(IEnumerable<NftValue> elements, NftReading left, NftPacket packet, NftChain chain)
    {
        bool? result = false;
        foreach (var element in elements)
        {
            var holds = IsEqual(left, element, packet, chain);
            if (holds == true)
            {
                return true;
            }

            result = holds is null ? null : result;
        }

        return result;
    }
}
