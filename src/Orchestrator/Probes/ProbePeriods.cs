namespace RouterAlertAssurance.Orchestrator.Probes;

/// <summary>
/// The period of each probe: the usual one, doubled as often as the busier of its two agents needs so that the budget of its device is kept and the rounds that it begins fit in, one
/// after the other, and as often as the network needs so that there are no more rounds at a time than it allows. Doubled, so that rounds of different periods meet either always or never.
/// </summary>
internal sealed class ProbePeriods
{
    private readonly ProbeLimits _limits;
    private readonly Dictionary<string, int> _agents;
    private int _network;

    /// <param name="probes">All probes.</param>
    /// <param name="limits">How much may be probed.</param>
    public ProbePeriods(IReadOnlyCollection<ScheduledProbe> probes, ProbeLimits limits)
    {
        _limits = limits;
        _agents = LoadsOf(probes).ToDictionary(load => load.Key, load => PeriodFor(load.Value), StringComparer.Ordinal);
        _network = limits.PeriodSeconds;
        while (probes.Sum(probe => (double)probe.Effort.Seconds / Of(probe)) > limits.Slots)
        {
            _network *= 2;
        }
    }

    public int Of(ScheduledProbe probe) => Math.Max(_network, OfAgents(probe));

    /// <summary>Doubles the periods of an agent whose rounds do not go one after the other.</summary>
    public void Lengthen(string agent) => _agents[agent] *= 2;

    /// <summary>Doubles the period of the network, which has no room for all rounds.</summary>
    public void LengthenAll() => _network *= 2;

    /// <summary>What keeps the period of a probe above the usual one.</summary>
    public string ReasonOf(ScheduledProbe probe) => _network > OfAgents(probe)
        ? $"all probes of the network together send {_limits.NetworkRate} packets per second at most (probe-network-rate)"
        : $"{probe.Initiator} or {probe.Responder} has more probes than go into that time with {_limits.DeviceBudget} packets per second";

    private static Dictionary<string, Load> LoadsOf(IEnumerable<ScheduledProbe> probes)
    {
        var loads = new Dictionary<string, Load>(StringComparer.Ordinal);
        foreach (var probe in probes)
        {
            Add(probe.Initiator, new(probe.Effort.Packets, probe.Effort.Seconds));
            Add(probe.Responder, new(probe.Effort.Packets, Seconds: 0));
        }

        return loads;

        void Add(string agent, Load load) => loads[agent] = loads.TryGetValue(agent, out var known) ? new(known.Packets + load.Packets, known.Seconds + load.Seconds) : load;
    }

    private int OfAgents(ScheduledProbe probe) => Math.Max(_agents[probe.Initiator], _agents[probe.Responder]);

    private int PeriodFor(Load load)
    {
        var period = _limits.PeriodSeconds;
        while (load.Packets > (long)period * _limits.DeviceBudget || load.Seconds > period)
        {
            period *= 2;
        }

        return period;
    }

    // What one round of each probe of an agent takes.
    private readonly record struct Load(long Packets, int Seconds);
}
