using System.Collections.Immutable;

namespace RouterAlertAssurance.Heuristics.Facts;

/// <summary>One row of a relation: what an agent found on a device, or what was derived from such rows.</summary>
/// <param name="Relation">Name of the relation, such as <c>route-nexthop</c>.</param>
/// <param name="Fields">Field to value, all text.</param>
public sealed record Fact(string Relation, ImmutableSortedDictionary<string, string> Fields)
{
    public string this[string field] => Fields.GetValueOrDefault(field, "");
}

/// <summary>The facts of the whole network at one moment, by relation. Immutable.</summary>
public sealed class FactBase
{
    private readonly ImmutableSortedDictionary<string, ImmutableArray<Fact>> _relations;

    private FactBase(ImmutableSortedDictionary<string, ImmutableArray<Fact>> relations) => _relations = relations;

    public static FactBase Empty { get; } = new(ImmutableSortedDictionary<string, ImmutableArray<Fact>>.Empty.WithComparers(StringComparer.Ordinal));

    public IEnumerable<string> Relations => _relations.Keys;

    public static FactBase From(IEnumerable<Fact> facts) =>
        new(facts.GroupBy(fact => fact.Relation, StringComparer.Ordinal)
            .ToImmutableSortedDictionary(group => group.Key, group => group.ToImmutableArray(), StringComparer.Ordinal));

    public ImmutableArray<Fact> Of(string relation) => _relations.TryGetValue(relation, out var rows) ? rows : [];
}
