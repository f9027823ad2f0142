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
        var run = new PropagationRun(graph, own, shadow, options, now, HeldBack(graph, awaited, own));
        return run.All(previous);
    }

    /// <summary>
    /// Evaluates the changed nodes, and upwards from them whatever sees a difference, and keeps the rest; the result is that of
    /// <see cref="Evaluate"/> with the same arguments. Differences between the graphs and maintenance that begins or ends are found here and
    /// need not be named.
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

        var run = new PropagationRun(graph, own, shadow, options, now, HeldBack(graph, awaited, own));
        return run.Changes(previous, changed);
    }

    private static HashSet<int> HeldBack(AssuranceGraph graph, IReadOnlyCollection<SubserviceId>? awaited, Func<SubserviceId, OwnHealth?> own) =>
        awaited is null or { Count: 0 } ? [] : GraphWalk.Reachable(graph.SlotsOf(awaited.Where(id => own(id) is null)), graph.Store.DependentsAt);
}
