using System.Collections.Immutable;

namespace RouterAlertAssurance.Heuristics.Facts;

/// <summary>Which parts of the facts differ between two moments.</summary>
public sealed class FactChanges
{
    private readonly HashSet<FactKey> _keys;
    private readonly FactKey[] _ordered;

    private FactChanges(HashSet<FactKey> keys) => (_keys, _ordered) = (keys, [.. keys.Order()]);

    public static FactChanges None { get; } = new([]);

    public bool IsEmpty => _ordered.Length == 0;

    /// <summary>The differences, those of derived facts included.</summary>
    /// <param name="before">Facts of the first moment.</param>
    /// <param name="after">Facts of the second.</param>
    /// <param name="devices">Devices that are defined at one of the two moments only.</param>
    public static FactChanges Between(FactBase before, FactBase after, IEnumerable<string>? devices = null)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var keys = ReferenceEquals(before, after) ? [] : FactIndex.Difference(before.Index, after.Index);
        keys.UnionWith((devices ?? []).Select(FactKey.Knowing));
        return new(keys);
    }

    /// <summary>Whether any of what was read differs. What was answered once for one part is not looked at again.</summary>
    public bool Concern(ImmutableArray<FactReads> reads)
    {
        foreach (var part in reads)
        {
            if (part.Asked is not { } asked || !ReferenceEquals(asked.By, this))
            {
                part.Asked = asked = new(this, Concerns(part));
            }

            if (asked.IsConcerned)
            {
                return true;
            }
        }

        return false;
    }

    private bool Concerns(FactReads part)
    {
        var reads = part.Keys;
        if (_ordered.Length > reads.Length)
        {
            foreach (var read in reads)
            {
                if (_keys.Contains(read))
                {
                    return true;
                }
            }

            return false;
        }

        foreach (var key in _ordered)
        {
            if (reads.BinarySearch(key) >= 0)
            {
                return true;
            }
        }

        return false;
    }
}
