using System.Collections.Immutable;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Model.Health;

/// <summary>
/// Tells primary from secondary symptoms and finds the primary ones behind a secondary one. All impacting descendants count, also those whose
/// loss a group hides from the score: an ECMP member that is down may well be why a tunnel above loses packets.
/// </summary>
internal sealed class CauseSearch(AssuranceGraph graph, Func<SubserviceId, NodeHealth> healthOf, TimeSpan tolerance)
{
    /// <summary>The earliest start of a symptom below the node that may explain one of the node's own.</summary>
    public DateTimeOffset? EarliestBelow(AssuranceNode node, HealthOrigin origin)
    {
        DateTimeOffset? earliest = null;
        foreach (var target in VisibleTargets(node, origin))
        {
            earliest = NodeHealth.Earlier(earliest, healthOf(target).Earliest);
        }

        return earliest;
    }

    /// <summary>Whether nothing below the node began no later than the tolerance after the symptom.</summary>
    public bool IsPrimary(Symptom symptom, DateTimeOffset? earliestBelow) => earliestBelow is null || earliestBelow > symptom.Start + tolerance;

    /// <summary>The primary symptoms that explain a symptom of the node: itself if it is primary.</summary>
    public ImmutableArray<Cause> RootsOf(AssuranceNode node, HealthOrigin origin, Symptom symptom)
    {
        if (symptom.IsPrimary)
        {
            return [new(node.Id, symptom)];
        }

        var limit = symptom.Start + tolerance;
        var roots = new List<Cause>();
        var seen = new HashSet<SubserviceId>();
        var open = new Stack<SubserviceId>(VisibleTargets(node, origin));
        while (open.TryPop(out var id))
        {
            var health = healthOf(id);
            if (health.Earliest is { } earliest && earliest <= limit && seen.Add(id))
            {
                roots.AddRange(health.Rooted.Where(rooted => rooted.Symptom.Start <= limit).SelectMany(rooted => rooted.Roots));
                foreach (var target in VisibleTargets(graph.NodeMap[id], health.Origin))
                {
                    open.Push(target);
                }
            }
        }

        return Distinct(roots);
    }

    /// <summary>Each cause once, the earliest first.</summary>
    public static ImmutableArray<Cause> Distinct(IEnumerable<Cause> causes) =>
    [
        .. causes
            .DistinctBy(cause => (cause.Subservice, cause.Symptom.Id, cause.Symptom.AgentId))
            .OrderBy(cause => cause.Symptom.Start)
            .ThenBy(cause => cause.Subservice)
            .ThenBy(cause => cause.Symptom.Id, StringComparer.Ordinal),
    ];

    // What a reporting owner sees below its node is in its report; that nobody reports it here too explains nothing.
    private IEnumerable<SubserviceId> VisibleTargets(AssuranceNode node, HealthOrigin origin) => origin == HealthOrigin.Shadow
        ? node.ImpactingTargets.Where(target => healthOf(target).Origin != HealthOrigin.Unreported)
        : node.ImpactingTargets;
}
