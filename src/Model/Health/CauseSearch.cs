using System.Collections.Immutable;

namespace RouterAlertAssurance.Model.Health;

/// <summary>
/// Tells primary from secondary symptoms and finds the primary ones behind a secondary one. All impacting descendants count, also those whose
/// loss a group hides from the score: an ECMP member that is down may well be why a tunnel above loses packets.
/// </summary>
internal sealed class CauseSearch(NodeStates states, TimeSpan tolerance)
{
    /// <summary>The earliest start of a symptom below the node that may explain one of the node's own; null when there is none.</summary>
    public DateTimeOffset? EarliestBelow(int slot, HealthOrigin origin)
    {
        DateTimeOffset? earliest = null;
        foreach (var health in Below(slot, origin))
        {
            foreach (var rooted in health.Rooted)
            {
                earliest = earliest is null || rooted.Symptom.Start < earliest ? rooted.Symptom.Start : earliest;
            }
        }

        return earliest;
    }

    /// <summary>Whether nothing below the node began no later than the tolerance after the symptom.</summary>
    public bool IsPrimary(Symptom symptom, DateTimeOffset? earliestBelow) => earliestBelow is null || earliestBelow > symptom.Start + tolerance;

    /// <summary>The primary symptoms that explain a symptom of the node: itself if it is primary.</summary>
    public ImmutableArray<Cause> RootsOf(int slot, HealthOrigin origin, Symptom symptom)
    {
        if (symptom.IsPrimary)
        {
            return [new(states.NodeAt(slot).Id, symptom)];
        }

        var limit = symptom.Start + tolerance;
        return CauseList.Union([.. Below(slot, origin)
            .SelectMany(health => health.Rooted)
            .Where(rooted => rooted.Symptom.Start <= limit)
            .Select(rooted => rooted.Roots)]);
    }

    /// <summary>The health of all impacting descendants but those that a node under maintenance hides, and itself.</summary>
    private IEnumerable<NodeHealth> Below(int slot, HealthOrigin origin)
    {
        var seen = new HashSet<int>();
        var open = new Stack<int>(VisibleTargets(slot, origin));
        while (open.TryPop(out var below))
        {
            var health = states.HealthAt(below);
            if (health.InMaintenance || !seen.Add(below))
            {
                continue;
            }

            yield return health;
            foreach (var target in VisibleTargets(below, health.Origin))
            {
                open.Push(target);
            }
        }
    }

    // What a reporting owner sees below its node is in its report; that nobody reports it here too explains nothing.
    private IEnumerable<int> VisibleTargets(int slot, HealthOrigin origin) => origin == HealthOrigin.Shadow
        ? states.ImpactingAt(slot).Where(target => states.HealthAt(target).Origin != HealthOrigin.Unreported)
        : states.ImpactingAt(slot);
}
