namespace RouterAlertAssurance.Orchestrator.Probes;

/// <summary>
/// Gives each probe its period and its place in it, so that there are never more rounds at a time than the network allows and an agent sends one at a time. The same probes get the same
/// places in whatever order they come.
/// </summary>
internal static class ProbePlacing
{
    /// <param name="probes">Probes without places.</param>
    /// <param name="periods">The shortest periods that they may have; lengthened until all probes have a place.</param>
    /// <param name="limits">How much may be probed.</param>
    public static IReadOnlyList<ScheduledProbe> Place(IReadOnlyCollection<ScheduledProbe> probes, ProbePeriods periods, ProbeLimits limits)
    {
        while (true)
        {
            var slots = new ProbeSlots(limits);
            var (crowded, isFull) = (new HashSet<string>(StringComparer.Ordinal), false);
            foreach (var probe in InOrder(probes.Select(probe => probe with { PeriodSeconds = periods.Of(probe) })))
            {
                switch (slots.Place(probe))
                {
                    case PlacingResult.AgentIsBusy:
                        crowded.Add(probe.Initiator);
                        break;
                    case PlacingResult.NetworkIsFull:
                        isFull = true;
                        break;
                }
            }

            if (crowded.Count == 0 && !isFull)
            {
                return slots.Placed();
            }

            Lengthen(periods, crowded, isFull);
        }
    }

    // What comes often and lasts long is hardest to find a place for. Those of one agent go into one slot, one after the other, as long as it has room.
    private static IOrderedEnumerable<ScheduledProbe> InOrder(IEnumerable<ScheduledProbe> probes) =>
        probes.OrderBy(probe => probe.PeriodSeconds).ThenByDescending(probe => probe.Effort.Seconds)
            .ThenBy(probe => probe.Initiator, StringComparer.Ordinal).ThenBy(probe => probe.Id, StringComparer.Ordinal);

    private static void Lengthen(ProbePeriods periods, IEnumerable<string> crowded, bool isFull)
    {
        foreach (var agent in crowded)
        {
            periods.Lengthen(agent);
        }

        if (isFull)
        {
            periods.LengthenAll();
        }
    }
}
