using System.Collections.Immutable;

namespace RouterAlertAssurance.Expressions.Compilation;

/// <summary>Conditions on labels, all of which must hold. Equal by content.</summary>
internal sealed record SeriesSelection(ImmutableArray<LabelCondition> Conditions)
{
    public bool Matches(LabelSet labels, SeriesKey key) =>
        Conditions.All(condition => condition.Values.Contains(key.Values[labels.Names.IndexOf(condition.Label)]) != condition.IsNegated);

    public bool Equals(SeriesSelection? other) => other is not null && Conditions.AsSpan().SequenceEqual(other.Conditions.AsSpan());

    public override int GetHashCode() => Conditions.Aggregate(0, (hash, condition) => HashCode.Combine(hash, condition));
}

/// <param name="Label">The label.</param>
/// <param name="Values">Values it may have, or may not have.</param>
/// <param name="IsNegated">Whether it may not.</param>
internal sealed record LabelCondition(string Label, ImmutableArray<string> Values, bool IsNegated)
{
    public bool Equals(LabelCondition? other) => other is not null && Label == other.Label && IsNegated == other.IsNegated
        && Values.AsSpan().SequenceEqual(other.Values.AsSpan());

    public override int GetHashCode() => Values.Aggregate(HashCode.Combine(Label, IsNegated), HashCode.Combine);
}
