using System.Collections.Immutable;

namespace RouterAlertAssurance.Expressions.Compilation;

/// <summary>Conditions on labels, all of which must hold. Equal by content.</summary>
internal sealed record SeriesSelection(ImmutableArray<LabelCondition> Conditions)
{
    /// <param name="labels">The labels of the input.</param>
    /// <param name="key">Their values in a series.</param>
    /// <param name="textOf">The text of a constant.</param>
    public bool Matches(LabelSet labels, SeriesKey key, Func<string, string> textOf) =>
        Conditions.All(condition => condition.Names(key.Values[labels.Names.IndexOf(condition.Label)], textOf) != condition.IsNegated);

    public bool Equals(SeriesSelection? other) => other is not null && Conditions.AsSpan().SequenceEqual(other.Conditions.AsSpan());

    public override int GetHashCode() => Conditions.Aggregate(0, (hash, condition) => HashCode.Combine(hash, condition));
}

/// <param name="Label">The label.</param>
/// <param name="Values">Values it may have, or may not have; none where a constant gives them.</param>
/// <param name="IsNegated">Whether it may not.</param>
/// <param name="List">The constant that gives the values, separated by commas; null where they are written.</param>
internal sealed record LabelCondition(string Label, ImmutableArray<string> Values, bool IsNegated, string? List)
{
    public bool Names(string value, Func<string, string> textOf) =>
        List is null ? Values.Contains(value) : textOf(List).Split(',', StringSplitOptions.TrimEntries).Contains(value, StringComparer.Ordinal);

    public bool Equals(LabelCondition? other) => other is not null && Label == other.Label && IsNegated == other.IsNegated && List == other.List
        && Values.AsSpan().SequenceEqual(other.Values.AsSpan());

    public override int GetHashCode() => Values.Aggregate(HashCode.Combine(Label, IsNegated, List), HashCode.Combine);
}
