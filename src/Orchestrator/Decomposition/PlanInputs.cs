using System.Collections.Immutable;
using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Heuristics.Decomposition;
using RouterAlertAssurance.Heuristics.Facts;
using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.Orchestrator.Network;

namespace RouterAlertAssurance.Orchestrator.Decomposition;

/// <summary>What every decomposition reads beside the definition: facts, derived ones included, devices, and packages.</summary>
internal sealed class PlanInputs
{
    // Nodes of services that are gone are remembered too: where facts never change, a network in which services come and go must not grow without end.
    private const int MostKnownNodes = 4_000_000;

    private readonly ImmutableSortedDictionary<string, FactsEntry> _reports;
    private readonly Dictionary<string, FactSource> _sources;
    private readonly object _devicesSource;

    private PlanInputs(NetworkState state, PackageCatalog catalog, PlanInputs? before)
    {
        (_reports, _devicesSource, Catalog) = (state.Facts, state.Devices, catalog);
        // A report that is the very same was read already.
        _sources = state.Facts.ToDictionary(
            pair => pair.Key,
            pair => before is not null && before._reports.TryGetValue(pair.Key, out var old) && ReferenceEquals(old, pair.Value) ? before._sources[pair.Key] : ToSource(pair.Value),
            StringComparer.Ordinal);
        Facts = before is not null && ReferenceEquals(before._reports, _reports)
            ? before.Facts
            : FactDerivation.Derive(FactBase.Join(state.Facts.Keys.Select(agent => _sources[agent])), before?.Facts);
        Devices = state.Devices.Values.ToDictionary(
            entry => entry.Definition.Name, entry => new DeviceInfo(entry.Definition.Name, entry.Definition.Characteristics), StringComparer.Ordinal);
        Decomposer = new(Facts, catalog, Devices);
    }

    public static PlanInputs Empty { get; } = new(new NetworkState(), PackageCatalog.Empty, before: null);

    public PackageCatalog Catalog { get; }

    public FactBase Facts { get; }

    public IReadOnlyDictionary<string, DeviceInfo> Devices { get; }

    /// <summary>Decomposes over these inputs.</summary>
    public Decomposer Decomposer { get; }

    /// <summary>The inputs of a state; the same object as before when neither facts nor devices nor packages changed.</summary>
    public static PlanInputs Of(NetworkState state, PackageCatalog catalog, PlanInputs before) =>
        ReferenceEquals(before._reports, state.Facts) && ReferenceEquals(before._devicesSource, state.Devices) && ReferenceEquals(before.Catalog, catalog) && before.Decomposer.KnownNodes < MostKnownNodes
            ? before
            : new(state, catalog, before);

    /// <summary>What differs from earlier inputs; null where everything may: the packages are others.</summary>
    public FactChanges? Since(PlanInputs before) => ReferenceEquals(before, this) ? FactChanges.None
        : ReferenceEquals(before.Catalog, Catalog) ? FactChanges.Between(before.Facts, Facts, before.Devices.Keys.Except(Devices.Keys).Concat(Devices.Keys.Except(before.Devices.Keys)))
        : null;

    /// <summary>All facts as documents, by relation.</summary>
    public IEnumerable<FactDocument> Documents() => Facts.Relations.SelectMany(relation => Facts.Of(relation)).Select(fact => new FactDocument(fact.Relation, fact.Fields));

    private static FactSource ToSource(FactsEntry entry) => FactSource.From(entry.Report.Facts.Select(ToFact));

    private static Fact ToFact(FactDocument document) =>
        new(document.Relation, ImmutableSortedDictionary<string, string>.Empty.WithComparers(StringComparer.Ordinal).AddRange(document.Fields));
}
