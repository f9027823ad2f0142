using System.Collections.Immutable;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Model.Graphs;

/// <summary>
/// Carries each window of scope <see cref="MaintenanceScope.Exclusive"/> to what only its node needs: a node is covered when all that depend
/// on it, by edges of either type, are the window's own node or covered themselves. So no node that another service needs, and no other
/// service, is hidden. A node with a window of its own keeps it, and what lies behind it is still covered.
/// </summary>
public static class MaintenanceSpread
{
    /// <summary>The graph with a window of scope <see cref="MaintenanceScope.Node"/> at each covered node; the same graph when there is none.</summary>
    public static AssuranceGraph Apply(AssuranceGraph graph) =>
        Covered(graph) is { IsEmpty: false } covered ? graph.Apply(new(covered, []), graph.LastChange).Graph : graph;

    /// <summary>Each covered node with its window of scope <see cref="MaintenanceScope.Node"/>.</summary>
    public static ImmutableArray<AssuranceNode> Covered(AssuranceGraph graph) =>
    [
        .. graph.Store.WithMaintenance
            .Select(id => graph.Nodes[id])
            .Where(node => node.Maintenance!.Scope == MaintenanceScope.Exclusive)
            .SelectMany(node => CoveredBy(graph, node.Id).Select(id => graph.Nodes[id] with { Maintenance = node.Maintenance! with { Scope = MaintenanceScope.Node } }))
            .DistinctBy(node => node.Id)
            .Where(node => !graph.Store.WithMaintenance.Contains(node.Id)),
    ];

    /// <summary>What only this node needs, without the node itself, dependents before dependencies.</summary>
    public static IReadOnlyList<SubserviceId> CoveredBy(AssuranceGraph graph, SubserviceId id)
    {
        var store = graph.Store;
        var closure = GraphWalk.DependenciesFirst(graph.SlotsOf([id]), store.TargetsAt);
        closure.Reverse();
        var inside = closure.Take(1).ToHashSet();
        return graph.Identities(closure.Skip(1).Where(slot => store.DependentsAt(slot).All(inside.Contains) && inside.Add(slot)));
    }
}
