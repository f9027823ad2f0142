using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.Heuristics.Packages;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Orchestrator.Network;

namespace RouterAlertAssurance.Orchestrator.Probes;

/// <summary>The types of the packages in use that read something from probes: most networks have none, and then nothing else is looked at.</summary>
internal static class ProbeTypes
{
    private static readonly ConditionalWeakTable<PackageCatalog, FrozenSet<NodeType>> Known = [];

    public static FrozenSet<NodeType> Of(PackageCatalog catalog) => Known.GetValue(catalog, Find);

    /// <summary>The type of a node; null where no package defines it.</summary>
    public static NodeType? TypeOf(AssuranceNode node, PackageCatalog catalog) =>
        node.Id.IsServiceInstance ? catalog.FindService(ServiceKey.Of(node).Type) : catalog.FindSubservice(node.Id.Type);

    private static FrozenSet<NodeType> Find(PackageCatalog catalog) => catalog.SubserviceNames.Select(NodeType? (name) => catalog.FindSubservice(name))
        .Concat(catalog.ServiceNames.Select(NodeType? (name) => catalog.FindService(name)))
        .OfType<NodeType>()
        .Where(type => type.Inputs.Values.Any(input => catalog.FindMetric(type, input)?.Implementations.Any(implementation => implementation.Source == MetricSources.RouterAlertProbe) == true))
        .ToFrozenSet<NodeType>(ReferenceEqualityComparer.Instance);
}
