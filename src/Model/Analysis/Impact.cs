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
        var reached = GraphWalk.Reachable([node], id => graph.DependentsOf(id).Where(above => LossyEdges.Exists(statuses, above, id)));
        return
        [
            .. DependentServices(graph, node)
                .Where(service => IsDegraded(statuses, service) && (reached.Contains(service) || IsCause(statuses, service, node))),
        ];
    }

    /// <summary>The service instances that depend on the node by impacting edges, hurt or not: those that a fault of it may hurt.</summary>
    public static ImmutableArray<SubserviceId> DependentServices(AssuranceGraph graph, SubserviceId node) =>
        graph.Nodes.ContainsKey(node)
            ? [.. GraphWalk.Reachable([node], id => graph.DependentsOf(id).Where(above => graph.Nodes[above].ImpactingTargets.Contains(id)))
                .Where(id => id.IsServiceInstance)
                .Order()]
            : [];

    private static bool IsDegraded(IReadOnlyDictionary<SubserviceId, HealthStatus> statuses, SubserviceId id) =>
        statuses.TryGetValue(id, out var status) && !status.Score.IsHealthy;

    private static bool IsCause(IReadOnlyDictionary<SubserviceId, HealthStatus> statuses, SubserviceId service, SubserviceId node) =>
        statuses[service].Causes.Any(cause => cause.Subservice == node);
}
