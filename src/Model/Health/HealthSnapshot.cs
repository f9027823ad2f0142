using System.Collections.Immutable;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Model.Health;

/// <summary>The health status of every node of one graph at one time; immutable.</summary>
public sealed class HealthSnapshot
{
    internal HealthSnapshot(
        AssuranceGraph graph,
        ImmutableSortedDictionary<SubserviceId, NodeHealth> results,
        ImmutableArray<SubserviceId> changed,
        ImmutableArray<SubserviceId> removed)
    {
        Graph = graph;
        Results = results;
        Changed = changed;
        Removed = removed;
        Statuses = new StatusMap(results);
    }

    /// <summary>The graph that was evaluated.</summary>
    public AssuranceGraph Graph { get; }

    public IReadOnlyDictionary<SubserviceId, HealthStatus> Statuses { get; }

    /// <summary>Nodes that are new or whose status differs from the previous snapshot, dependencies first.</summary>
    public IReadOnlyList<SubserviceId> Changed { get; }

    /// <summary>Nodes of the previous snapshot that are no longer there.</summary>
    public IReadOnlyList<SubserviceId> Removed { get; }

    internal ImmutableSortedDictionary<SubserviceId, NodeHealth> Results { get; }

    /// <summary>Holds statuses only, and cannot be brought up to date in part.</summary>
    internal bool IsRestored { get; private init; }

    /// <summary>
    /// Statuses kept from an earlier run, good for one thing: as the previous snapshot of an evaluation, so that symptoms go on with the start
    /// they had. Nodes that are not in the graph are left out.
    /// </summary>
    public static HealthSnapshot Restore(AssuranceGraph graph, IReadOnlyDictionary<SubserviceId, HealthStatus> statuses)
    {
        var results = statuses
            .Where(pair => graph.Nodes.ContainsKey(pair.Key))
            .ToImmutableSortedDictionary(pair => pair.Key, pair => NodeHealth.Restored(pair.Value));
        return new(graph, results, [], []) { IsRestored = true };
    }
}
