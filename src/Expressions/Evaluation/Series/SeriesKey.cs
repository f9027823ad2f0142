using System.Collections.Immutable;

namespace RouterAlertAssurance.Expressions;

/// <summary>The label values that name one series, in the order of the names in its <see cref="LabelSet"/>. Equal by content.</summary>
public sealed class SeriesKey : IEquatable<SeriesKey>
{
    private readonly int _hash;

    /// <summary>A key of these values, which stand in the ordinal order of their labels' names.</summary>
    public SeriesKey(ImmutableArray<string> values)
    {
        Values = values;
        var hash = default(HashCode);
        foreach (var value in values)
        {
            hash.Add(value, StringComparer.Ordinal);
        }

        _hash = hash.ToHashCode();
    }

    /// <summary>The key of what has no labels.</summary>
    public static SeriesKey None { get; } = new([]);

    /// <summary>The values.</summary>
    public ImmutableArray<string> Values { get; }

    /// <inheritdoc/>
    public bool Equals(SeriesKey? other) => other is not null && _hash == other._hash && Values.AsSpan().SequenceEqual(other.Values.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SeriesKey);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;

    /// <summary>The ordinal order of the values, the first one that differs deciding.</summary>
    public static IComparer<SeriesKey> Ordering { get; } = Comparer<SeriesKey>.Create(Compare);

    /// <summary>The values joined by commas.</summary>
    public override string ToString() => string.Join(',', Values);

    /// <summary>The value of one label; null when it is not among the labels of the key.</summary>
    public string? ValueOf(LabelSet labels, string label)
    {
        ArgumentNullException.ThrowIfNull(labels);
        var index = labels.Names.IndexOf(label);
        return index < 0 || index >= Values.Length ? null : Values[index];
    }

    /// <summary>The values of some of the labels.</summary>
    /// <param name="from">The labels of this key.</param>
    /// <param name="to">The labels that are wanted, all of them among those.</param>
    public SeriesKey Only(LabelSet from, LabelSet to)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        if (from.Equals(to))
        {
            return this;
        }

        return to.IsEmpty ? None : new SeriesKey([.. to.Names.Select(name => Values[from.Names.IndexOf(name)])]);
    }

    private static int Compare(SeriesKey a, SeriesKey b)
    {
        for (var i = 0; i < a.Values.Length && i < b.Values.Length; i++)
        {
            if (string.CompareOrdinal(a.Values[i], b.Values[i]) is not 0 and var order)
            {
                return order;
            }
        }

        return a.Values.Length.CompareTo(b.Values.Length);
    }
}
