using System.Collections.Immutable;
using RouterAlertAssurance.Model.Collections;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Model.Health;

/// <summary>The health status of every node of one graph at one time; immutable.</summary>
public sealed class HealthSnapshot
{
    private readonly Lazy<ImmutableArray<SubserviceId>> _changed;

    internal HealthSnapshot(
        AssuranceGraph graph, PersistentArray<NodeHealth?> results, Watch watch, int count, IReadOnlyCollection<int> changed, ImmutableArray<SubserviceId> removed)
    {
        Watch = watch;
        Graph = graph;
        Results = results;
        Removed = removed;
        Statuses = new SlotMap<HealthStatus>(graph.Store.Slots, graph.Store.Order, count, slot => results[slot]?.Status);
        _changed = new(() => graph.Identities(graph.Store.DependenciesFirst(changed)));
    }

    /// <summary>The graph that was evaluated.</summary>
    public AssuranceGraph Graph { get; }

    /// <summary>In the order of the identities; the first enumeration sorts them.</summary>
    public IReadOnlyDictionary<SubserviceId, HealthStatus> Statuses { get; }

    /// <summary>Nodes that are new or whose status differs from the previous snapshot, dependencies first.</summary>
    public IReadOnlyList<SubserviceId> Changed => _changed.Value;

    /// <summary>Nodes of the previous snapshot that are no longer there.</summary>
    public IReadOnlyList<SubserviceId> Removed { get; }

    /// <summary>By the slots of the graph; null for nodes that have no status yet.</summary>
    internal PersistentArray<NodeHealth?> Results { get; }

    internal Watch Watch { get; }

    /// <summary>Nodes that were to be evaluated and are held back, since one below them is awaited.</summary>
    internal ImmutableArray<SubserviceId> Held { get; init; } = [];

    /// <summary>Holds statuses only, and cannot be brought up to date in part.</summary>
    internal bool IsRestored { get; private init; }

    /// <summary>
    /// Statuses kept from an earlier run, good for one thing: as the previous snapshot of an evaluation, so that symptoms go on with the start
    /// they had. Nodes that are not in the graph are left out.
    /// </summary>
    public static HealthSnapshot Restore(AssuranceGraph graph, IReadOnlyDictionary<SubserviceId, HealthStatus> statuses)
    {
        var results = PersistentArray<NodeHealth?>.Empty.ToBuilder();
        results.Extend(graph.Store.Nodes.Length);
        var count = 0;
        foreach (var (id, status) in statuses)
        {
            var slot = graph.Store.Slots.Find(id);
            if (slot >= 0)
            {
                results[slot] = NodeHealth.Restored(status);
                count++;
            }
        }

        return new(graph, results.ToImmutable(), Watch.Of(graph.Store, _ => null), count, [], []) { IsRestored = true };
    }

    /// <summary>What a node of another graph had here; null when it had nothing.</summary>
    internal NodeHealth? HealthOf(SubserviceId id)
    {
        var slot = Graph.Store.Slots.Find(id);
        return slot < 0 ? null : Results[slot];
    }
}
