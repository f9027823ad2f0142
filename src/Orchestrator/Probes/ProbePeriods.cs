namespace RouterAlertAssurance.Orchestrator.Probes;

/// <summary>
/// Gives each probe its period: the usual one, doubled as often as the busier of its two agents needs so that the budget of its device is kept and
/// the rounds that it begins fit in, one after the other. Doubled, so that rounds of different periods meet either always or never.
/// </summary>
internal static class ProbePeriods
{
    public static IEnumerable<ScheduledProbe> Lengthen(IReadOnlyCollection<ScheduledProbe> probes, ProbeLimits limits)
    {
        var loads = new Dictionary<string, Load>(StringComparer.Ordinal);
        foreach (var probe in probes)
        {
            Add(probe.Initiator, new(probe.Effort.Packets, probe.Effort.Seconds));
            Add(probe.Responder, new(probe.Effort.Packets, Seconds: 0));
        }

        return probes.Select(probe => probe with { PeriodSeconds = Math.Max(PeriodFor(loads[probe.Initiator], limits), PeriodFor(loads[probe.Responder], limits)) });

        void Add(string agent, Load load) => loads[agent] = loads.TryGetValue(agent, out var known) ? new(known.Packets + load.Packets, known.Seconds + load.Seconds) : load;
    }

    private static int PeriodFor(Load load, ProbeLimits limits)
    {
        var period = limits.PeriodSeconds;
        while (load.Packets > (long)period * limits.DeviceBudget || load.Seconds > period)
        {
            period *= 2;
        }

        return period;
    }

    // What one round of each probe of an agent takes.
    private readonly record struct Load(long Packets, int Seconds);
}
