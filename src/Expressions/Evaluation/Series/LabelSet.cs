using System.Collections.Immutable;

namespace RouterAlertAssurance.Expressions;

/// <summary>The names of the labels that tell the series of a metric, or of a part of an expression, apart. Ordered; equal by content.</summary>
public sealed class LabelSet : IEquatable<LabelSet>
{
    private LabelSet(ImmutableArray<string> names) => Names = names;

    /// <summary>No labels: there is one value.</summary>
    public static LabelSet None { get; } = new([]);

    /// <summary>In ordinal order.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>Whether there is one value only.</summary>
    public bool IsEmpty => Names.IsEmpty;

    /// <summary>The set of these names; the order and repetitions do not matter.</summary>
    public static LabelSet Of(IEnumerable<string> names)
    {
        var ordered = names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToImmutableArray();
        return ordered.IsEmpty ? None : new LabelSet(ordered);
    }

    /// <summary>Whether all names are in the other set too.</summary>
    public bool IsSubsetOf(LabelSet other) => Names.All(other.Names.Contains);

    /// <inheritdoc/>
    public bool Equals(LabelSet? other) => other is not null && Names.AsSpan().SequenceEqual(other.Names.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LabelSet);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var name in Names)
        {
            hash.Add(name, StringComparer.Ordinal);
        }

        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", Names);
}
