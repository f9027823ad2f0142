namespace RouterAlertAssurance.Orchestrator.Probes;

/// <summary>Rounds of which there is one at a time: as much of the network's limit as one probe may send.</summary>
internal sealed class ProbeSlot
{
    private readonly List<ScheduledProbe> _probes = [];
    private bool[] _taken = [];

    public IReadOnlyList<ScheduledProbe> Probes => _probes;

    /// <summary>Whether a round may begin at a second of its probe's period.</summary>
    public bool IsFree(ScheduledProbe probe, int offset)
    {
        var taken = In(probe.PeriodSeconds);
        var before = Math.Min(probe.Effort.Seconds, taken.Length - offset);
        return !taken.AsSpan(offset, before).Contains(true) && !taken.AsSpan(0, probe.Effort.Seconds - before).Contains(true);
    }

    /// <summary>Takes a probe in at its place.</summary>
    public void Add(ScheduledProbe probe)
    {
        var taken = In(probe.PeriodSeconds);
        for (var second = 0; second < probe.Effort.Seconds; second++)
        {
            taken[(probe.OffsetSeconds + second) % taken.Length] = true;
        }

        _probes.Add(probe);
    }

    // Probes come with growing periods: what is taken in a short one is taken again and again in a longer one.
    private bool[] In(int period)
    {
        if (_taken.Length < period)
        {
            var longer = new bool[period];
            for (var start = 0; start < period && _taken.Length > 0; start += _taken.Length)
            {
                _taken.CopyTo(longer, start);
            }

            _taken = longer;
        }

        return _taken;
    }
}
