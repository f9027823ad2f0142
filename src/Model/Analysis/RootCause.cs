using System.Collections.Immutable;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Health;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Model.Analysis;

/// <summary>A cause of a degraded node, and the way to it.</summary>
/// <param name="Cause">The primary symptom and the node that has it.</param>
/// <param name="Path">
/// The nodes from the degraded one to that of the cause, both included, along impacting dependencies; empty when the graph has no such way.
/// </param>
public sealed record CausePath(Cause Cause, ImmutableArray<SubserviceId> Path);

/// <summary>Why a node is degraded, over a graph and the statuses of the same instant.</summary>
public static class RootCause
{
    /// <summary>The causes of a node with the way to each; empty for a healthy or unknown node.</summary>
    public static ImmutableArray<CausePath> Of(AssuranceGraph graph, IReadOnlyDictionary<SubserviceId, HealthStatus> statuses, SubserviceId node) =>
        statuses.TryGetValue(node, out var status)
            ? [.. status.Causes.Select(cause => new CausePath(cause, PathTo(graph, statuses, node, cause.Subservice)))]
            : [];

    /// <summary>
    /// The shortest way between two nodes along edges that take points; where there is none, since a group hides the loss, along any impacting
    /// edges. Both ends are included; empty when <paramref name="to"/> is not below <paramref name="from"/>.
    /// </summary>
    public static ImmutableArray<SubserviceId> PathTo(
        AssuranceGraph graph,
        IReadOnlyDictionary<SubserviceId, HealthStatus> statuses,
        SubserviceId from,
        SubserviceId to)
    {
        var lossy = Shortest(from, to, id => LossyEdges.Below(statuses, id));
        return lossy.IsEmpty ? Shortest(from, to, id => graph.Nodes.TryGetValue(id, out var node) ? node.ImpactingTargets : []) : lossy;
    }

    private static ImmutableArray<SubserviceId> Shortest(SubserviceId from, SubserviceId to, Func<SubserviceId, IEnumerable<SubserviceId>> next)
    {
        var cameFrom = new Dictionary<SubserviceId, SubserviceId> { [from] = from };
        var open = new Queue<SubserviceId>([from]);
        while (open.TryDequeue(out var node) && node != to)
        {
            foreach (var target in next(node).Where(target => cameFrom.TryAdd(target, node)))
            {
                open.Enqueue(target);
            }
        }

        return cameFrom.ContainsKey(to) ? Walk(cameFrom, from, to) : [];
    }

    private static ImmutableArray<SubserviceId> Walk(Dictionary<SubserviceId, SubserviceId> cameFrom, SubserviceId from, SubserviceId to)
    {
        var path = new Stack<SubserviceId>([to]);
        while (path.Peek() != from)
        {
            path.Push(cameFrom[path.Peek()]);
        }

        return [.. path];
    }
}
