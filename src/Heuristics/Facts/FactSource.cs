using System.Collections.Immutable;

namespace RouterAlertAssurance.Heuristics.Facts;

/// <summary>The facts of one report. Immutable; made once, however many fact bases it becomes part of.</summary>
public sealed class FactSource
{
    private readonly Dictionary<string, ImmutableArray<Fact>> _relations;

    private FactSource(Dictionary<string, ImmutableArray<Fact>> relations)
    {
        _relations = relations;
        Partitions = relations
            .SelectMany(relation => relation.Value.GroupBy(row => row["device"], StringComparer.Ordinal)
                .Select(group => KeyValuePair.Create(new FactKey(relation.Key, group.Key), new FactPartition(group))))
            .ToImmutableArray();
    }

    public IEnumerable<string> Relations => _relations.Keys;

    internal ImmutableArray<KeyValuePair<FactKey, FactPartition>> Partitions { get; }

    public static FactSource From(IEnumerable<Fact> facts) => new(facts
        .GroupBy(fact => fact.Relation, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.ToImmutableArray(), StringComparer.Ordinal));

    /// <summary>As reported.</summary>
    public ImmutableArray<Fact> Of(string relation) => _relations.GetValueOrDefault(relation, []);

    internal FactSource Without(string relation) => !_relations.ContainsKey(relation) ? this
        : new(_relations.Where(pair => pair.Key != relation).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal));
}
