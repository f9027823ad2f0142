using System.Collections.Immutable;

namespace RouterAlertAssurance.Heuristics.Facts;

/// <summary>One row of a relation: what an agent found on a device, or what was derived from such rows.</summary>
/// <param name="Relation">Name of the relation, such as <c>route-nexthop</c>.</param>
/// <param name="Fields">Field to value, all text.</param>
public sealed record Fact(string Relation, ImmutableSortedDictionary<string, string> Fields)
{
    public string this[string field] => Fields.GetValueOrDefault(field, "");
}

/// <summary>
/// The facts of the whole network at one moment. Immutable. It is made of sources, one for each report: a new report costs what it holds, and
/// what the others hold is shared with the fact base before.
/// </summary>
public sealed class FactBase
{
    private readonly Lazy<FactIndex> _index;

    private FactBase(ImmutableArray<FactSource> sources, FactSource? derived)
    {
        (Sources, Derived) = (sources, derived);
        _index = new(() => new FactIndex(All));
    }

    public static FactBase Empty { get; } = new([], null);

    /// <summary>Ordered ordinally.</summary>
    public IEnumerable<string> Relations => All.SelectMany(source => source.Relations).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    internal ImmutableArray<FactSource> Sources { get; }

    /// <summary>What <see cref="FactDerivation"/> added.</summary>
    internal FactSource? Derived { get; }

    internal FactIndex Index => _index.Value;

    private IEnumerable<FactSource> All => Derived is null ? Sources : [.. Sources, Derived];

    public static FactBase From(IEnumerable<Fact> facts) => Join([FactSource.From(facts)]);

    public static FactBase Join(IEnumerable<FactSource> sources) => new([.. sources], null);

    /// <summary>The rows of a relation in the order of their sources, and of the report they stand in.</summary>
    public ImmutableArray<Fact> Of(string relation) => [.. All.SelectMany(source => source.Of(relation))];

    internal FactBase WithDerived(FactSource derived) => new(Sources, derived);
}
