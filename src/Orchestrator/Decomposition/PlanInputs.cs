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
    private readonly object _factsSource;
    private readonly object _devicesSource;

    private PlanInputs(NetworkState state, PackageCatalog catalog)
    {
        Catalog = catalog;
        _factsSource = state.Facts;
        _devicesSource = state.Devices;
        Facts = FactDerivation.Derive(FactBase.From(state.Facts.Values.SelectMany(entry => entry.Report.Facts).Select(ToFact)));
        Devices = state.Devices.Values.ToDictionary(
            entry => entry.Definition.Name, entry => new DeviceInfo(entry.Definition.Name, entry.Definition.Characteristics), StringComparer.Ordinal);
    }

    public static PlanInputs Empty { get; } = new(new NetworkState(), PackageCatalog.Empty);

    public PackageCatalog Catalog { get; }

    public FactBase Facts { get; }

    public IReadOnlyDictionary<string, DeviceInfo> Devices { get; }

    /// <summary>The inputs of a state; the same object as before when neither facts, devices nor packages changed.</summary>
    public static PlanInputs Of(NetworkState state, PackageCatalog catalog, PlanInputs before) =>
        ReferenceEquals(before._factsSource, state.Facts) && ReferenceEquals(before._devicesSource, state.Devices) && ReferenceEquals(before.Catalog, catalog)
            ? before
            : new(state, catalog);

    /// <summary>All facts as documents, by relation.</summary>
    public IEnumerable<FactDocument> Documents() => Facts.Relations.SelectMany(relation => Facts.Of(relation)).Select(fact => new FactDocument(fact.Relation, fact.Fields));

    private static Fact ToFact(FactDocument document) =>
        new(document.Relation, ImmutableSortedDictionary<string, string>.Empty.WithComparers(StringComparer.Ordinal).AddRange(document.Fields));
}
