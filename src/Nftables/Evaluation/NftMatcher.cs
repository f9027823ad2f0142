using RouterAlertAssurance.Nftables.Rulesets;

namespace RouterAlertAssurance.Nftables.Evaluation;

/// <summary>Whether matches hold for a packet, as the kernel sees it: what is not in the packet never matches, what is not known here is neither true nor false.</summary>
internal sealed class NftMatcher(NftRuleset ruleset)
{
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

    /// <summary>The verdict of a map for a packet.</summary>
    public NftVerdict? Find(NftVerdictMap map, NftPacket packet, NftChain chain)
    {
        var key = NftFields.Read(map.Key, packet);
        return key.Kind != NftReadingKind.Known ? null : map.Elements.FirstOrDefault(pair => IsEqual(key, pair.Element, packet, chain) == true).Verdict;
    }

    /// <summary>The packet as a rule rewrites it; as it was where the rule writes beside it. Raw bits leave checksums as they are.</summary>
    public static NftPacket Mangle(NftMangle mangle, NftPacket packet)
    {
        if (mangle.Key is not NftBits { Base: "nh" } bits || NftFields.Number(mangle.Value, mangle.Key) is not { } value || packet.Bits(0, bits.Offset, bits.Length) is null)
        {
            return packet;
        }

        return packet.With(0, bits.Offset, bits.Length, value);
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
