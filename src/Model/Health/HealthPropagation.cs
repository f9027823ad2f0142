using System.Collections.Immutable;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Model.Health;

/// <summary>
/// Carries health from the leaves of an assurance graph to its service instances: score, coverage, explanations and causes of every node.
/// Every function in it is monotone: a better input never gives a worse score. Stateless; a snapshot given back as the previous one lets
/// symptoms keep their start.
/// </summary>
public sealed class HealthPropagation(PropagationOptions options)
{
    /// <summary>Evaluates every node.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="own">Health of a node evaluated here, from its own package; null for nodes evaluated elsewhere.</param>
    /// <param name="shadow">
    /// The status that the owner of a node reported, taken as it is; null when there is none or it is too old. Asked only where
    /// <paramref name="own"/> answers null.
    /// </param>
    /// <param name="now">Time of this evaluation: start and stop of what propagation raises, and what decides about maintenance.</param>
    /// <param name="previous">The snapshot before this one.</param>
    /// <param name="awaited">
    /// Nodes whose owner is about to report for the first time. Nothing is concluded from its silence yet: they and all that depends on them keep
    /// the status they had, and have none if they are new.
    /// </param>
    public HealthSnapshot Evaluate(
        AssuranceGraph graph,
        Func<SubserviceId, OwnHealth?> own,
        Func<SubserviceId, HealthStatus?> shadow,
        DateTimeOffset now,
        HealthSnapshot? previous = null,
        IReadOnlyCollection<SubserviceId>? awaited = null)
    {
        var held = Held(graph, awaited, own);
        var results = ImmutableSortedDictionary.CreateBuilder<SubserviceId, NodeHealth>();
        results.AddRange(held.Where(id => previous?.Results.ContainsKey(id) == true).Select(id => KeyValuePair.Create(id, previous!.Results[id])));
        return Run(graph.TopologicalOrder().Where(id => !held.Contains(id)), results, graph, own, shadow, now, previous);
    }

    /// <summary>
    /// Evaluates the changed nodes and all that depend on them, and keeps the rest; the result is that of <see cref="Evaluate"/> with the same
    /// arguments. Differences between the graphs and maintenance that begins or ends are found here and need not be named.
    /// </summary>
    /// <param name="previous">The snapshot to bring up to date.</param>
    /// <param name="graph">The graph now.</param>
    /// <param name="changed">Nodes for which <paramref name="own"/> or <paramref name="shadow"/> answers differently than before.</param>
    /// <param name="own">As for <see cref="Evaluate"/>.</param>
    /// <param name="shadow">As for <see cref="Evaluate"/>.</param>
    /// <param name="now">As for <see cref="Evaluate"/>.</param>
    /// <param name="awaited">As for <see cref="Evaluate"/>; a node that is awaited no more is a changed one.</param>
    public HealthSnapshot Update(
        HealthSnapshot previous,
        AssuranceGraph graph,
        IReadOnlyCollection<SubserviceId> changed,
        Func<SubserviceId, OwnHealth?> own,
        Func<SubserviceId, HealthStatus?> shadow,
        DateTimeOffset now,
        IReadOnlyCollection<SubserviceId>? awaited = null)
    {
        if (previous.IsRestored)
        {
            return Evaluate(graph, own, shadow, now, previous, awaited);
        }

        var results = previous.Results.ToBuilder();
        results.RemoveRange(Removed(previous, graph));
        var affected = Affected(previous, graph, changed, now);
        affected.ExceptWith(Held(graph, awaited, own));
        var order = GraphWalk.DependenciesFirst(affected.Order(), graph.TargetsOf, affected.Contains);
        return Run(order, results, graph, own, shadow, now, previous);
    }

    private HealthSnapshot Run(
        IEnumerable<SubserviceId> order,
        ImmutableSortedDictionary<SubserviceId, NodeHealth>.Builder results,
        AssuranceGraph graph,
        Func<SubserviceId, OwnHealth?> own,
        Func<SubserviceId, HealthStatus?> shadow,
        DateTimeOffset now,
        HealthSnapshot? previous)
    {
        var evaluation = new NodeEvaluation(graph, id => results[id], options, now);
        var changed = ImmutableArray.CreateBuilder<SubserviceId>();
        foreach (var id in order)
        {
            var before = previous?.Results.GetValueOrDefault(id);
            var ownHealth = own(id);
            var result = evaluation.Evaluate(graph.NodeMap[id], ownHealth, ownHealth is null ? shadow(id) : null, before);
            if (before is not null && before.Status.Equals(result.Status))
            {
                result = result with { Status = before.Status };
            }
            else
            {
                changed.Add(id);
            }

            results[id] = result;
        }

        return new(graph, results.ToImmutable(), changed.ToImmutable(), previous is null ? [] : Removed(previous, graph));
    }

    private static ImmutableArray<SubserviceId> Removed(HealthSnapshot previous, AssuranceGraph graph) =>
        ReferenceEquals(previous.Graph.NodeMap, graph.NodeMap) ? [] : [.. previous.Results.Keys.Where(id => !graph.NodeMap.ContainsKey(id))];

    private static HashSet<SubserviceId> Held(AssuranceGraph graph, IReadOnlyCollection<SubserviceId>? awaited, Func<SubserviceId, OwnHealth?> own) =>
        GraphWalk.Reachable((awaited ?? []).Where(id => graph.NodeMap.ContainsKey(id) && own(id) is null), graph.DependentsOf);

    private static HashSet<SubserviceId> Affected(
        HealthSnapshot previous,
        AssuranceGraph graph,
        IEnumerable<SubserviceId> changed,
        DateTimeOffset now)
    {
        var seeds = changed
            .Concat(AssuranceGraph.Difference(previous.Graph, graph).Upserts.Select(node => node.Id))
            .Concat(graph.WithMaintenance.Where(id => HasMaintenanceTurned(previous, graph.NodeMap[id], now)))
            .Where(graph.NodeMap.ContainsKey);
        return GraphWalk.Reachable(seeds, graph.DependentsOf);
    }

    // A report may say maintenance where the window does not; evaluating such a node once more is cheaper than to tell the cases apart.
    private static bool HasMaintenanceTurned(HealthSnapshot previous, AssuranceNode node, DateTimeOffset now) =>
        previous.Results.GetValueOrDefault(node.Id)?.InMaintenance != node.Maintenance?.IsActiveAt(now);
}
