using System.Collections.Immutable;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Health;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Model.Analysis;

/// <summary>Who is hurt by a node, over a graph and the statuses of the same instant.</summary>
public static class Impact
{
    /// <summary>
    /// The service instances that lose points through the node now: those reached from it upwards along edges that take points, and those that
    /// have one of its symptoms among their causes. The node itself if it is a degraded service instance.
    /// </summary>
    public static ImmutableArray<SubserviceId> HurtServices(
        AssuranceGraph graph,
        IReadOnlyDictionary<SubserviceId, HealthStatus> statuses,
        SubserviceId node)
    {
        var (store, start) = (graph.Store, graph.SlotsOf([node]));
        var reached = GraphWalk.Reachable(
            start, slot => store.DependentsAt(slot).Where(above => LossyEdges.Exists(statuses, store.Slots.IdAt(above), store.Slots.IdAt(slot))));
        return
        [
            .. DependentServices(graph, node)
                .Where(service => IsDegraded(statuses, service) && (reached.Contains(store.Slots.Find(service)) || IsCause(statuses, service, node))),
        ];
    }

    /// <summary>The service instances that depend on the node by impacting edges, hurt or not: those that a fault of it may hurt.</summary>
    public static ImmutableArray<SubserviceId> DependentServices(AssuranceGraph graph, SubserviceId node)
    {
        var store = graph.Store;
        var above = GraphWalk.Reachable(graph.SlotsOf([node]), slot => store.DependentsAt(slot).Where(above => HasImpacting(store.Nodes[above]!, store.Slots.IdAt(slot))));
        return graph.Identities(above.Where(slot => store.Slots.IdAt(slot).IsServiceInstance)).Sort();
    }

    private static bool HasImpacting(AssuranceNode above, SubserviceId target) => above.ImpactingTargets.Contains(target);

    private static bool IsDegraded(IReadOnlyDictionary<SubserviceId, HealthStatus> statuses, SubserviceId id) =>
        statuses.TryGetValue(id, out var status) && !status.Score.IsHealthy;

    private static bool IsCause(IReadOnlyDictionary<SubserviceId, HealthStatus> statuses, SubserviceId service, SubserviceId node) =>
        statuses[service].Causes.Any(cause => cause.Subservice == node);
}
