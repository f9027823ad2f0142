namespace RouterAlertAssurance.Orchestrator.Probes;

/// <summary>
/// Spreads rounds over their periods. Where a round begins follows from its task's identifier; it gives way to those of the same agents that had
/// their turn before. The same tasks get the same offsets in whatever order they come, and a new task moves few others.
/// </summary>
internal static class ProbeOffsets
{
    // Beginning at once is worse than any overlap.
    private const int AtOnce = 1 << 20;

    /// <param name="probes">Probes with their periods: any two periods are equal, or one is a multiple of the other.</param>
    public static IEnumerable<ScheduledProbe> Spread(IEnumerable<ScheduledProbe> probes)
    {
        var placed = new Dictionary<string, List<ScheduledProbe>>(StringComparer.Ordinal);
        foreach (var probe in probes.OrderBy(probe => probe.PeriodSeconds).ThenBy(probe => probe.Id, StringComparer.Ordinal))
        {
            var (initiators, responders) = (Of(probe.Initiator), Of(probe.Responder));
            var scheduled = probe with { OffsetSeconds = Best(probe, initiators.Concat(responders)) };
            initiators.Add(scheduled);
            responders.Add(scheduled);
            yield return scheduled;
        }

        List<ScheduledProbe> Of(string agent) => placed.TryGetValue(agent, out var known) ? known : placed[agent] = [];
    }

    private static int Best(ScheduledProbe probe, IEnumerable<ScheduledProbe> others)
    {
        var cost = new long[probe.PeriodSeconds];
        foreach (var other in others)
        {
            Count(cost, probe, other);
        }

        var first = Start(probe);
        var best = first;
        for (var step = 1; step < cost.Length; step++)
        {
            var offset = (first + step) % cost.Length;
            best = cost[offset] < cost[best] ? offset : best;
        }

        return best;
    }

    // The shorter period decides how often two rounds meet.
    private static void Count(long[] cost, ScheduledProbe probe, ScheduledProbe other)
    {
        var shared = Math.Min(probe.PeriodSeconds, other.PeriodSeconds);
        var (before, after) = (Math.Min(probe.Effort.Seconds, shared) - 1, Math.Min(other.Effort.Seconds, shared) - 1);
        for (var start = other.OffsetSeconds % shared; start < cost.Length; start += shared)
        {
            cost[start] += AtOnce;
            for (var distance = -before; distance <= after; distance++)
            {
                cost[(start + distance + cost.Length) % cost.Length]++;
            }
        }
    }

    // The identifier is a digest: its first digits are spread evenly.
    private static int Start(ScheduledProbe probe) => (int)(Convert.ToUInt32(probe.Id[..8], 16) % (uint)probe.PeriodSeconds);
}
