namespace RouterAlertAssurance.Orchestrator.Probes;

/// <summary>
/// All that may be sent at a time, in slots of one round each. Which slot a probe tries first follows from the agent that sends, so that rounds that must not be at a time are in one, and
/// which part of its period from its identifier; it gives way to those that have their places before. A round stays within a window, which is the usual period or, where that is too short
/// for it, the first doubling that is not: so windows of a slot are either the same, or one is part of the other, and little room is lost between rounds.
/// </summary>
/// <param name="limits">How much may be probed.</param>
internal sealed class ProbeSlots(ProbeLimits limits)
{
    private readonly SortedDictionary<int, ProbeSlot> _slots = [];
    private readonly Dictionary<string, AgentRounds> _agents = new(StringComparer.Ordinal);
    private long[] _costs = [];

    /// <summary>Finds a place for a probe.</summary>
    /// <param name="probe">A probe with its period, which is that of the one before, or a doubling of it.</param>
    public PlacingResult Place(ScheduledProbe probe)
    {
        var (initiator, responder) = (Of(probe.Initiator), Of(probe.Responder));
        CountCosts(probe, initiator, responder);
        var (result, number, offset) = Best(probe, initiator.Digits);
        if (result == PlacingResult.Placed)
        {
            var placed = probe with { OffsetSeconds = offset };
            SlotOf(number).Add(placed);
            initiator.AddSent(placed);
            responder.AddAnswered(placed);
        }

        return result;
    }

    /// <summary>The probes, each with the time until it may be another's turn: of its slot, or of the agent that sends.</summary>
    public IReadOnlyList<ScheduledProbe> Placed() =>
        [.. from slot in _slots.Values from probe in slot.Probes select probe with { RoundSeconds = RoundOf(probe, slot.Probes.Concat(_agents[probe.Initiator].Sent)) }];

    private static int RoundOf(ScheduledProbe probe, IEnumerable<ScheduledProbe> others) => others
        .Where(other => other.Id != probe.Id)
        .Select(other => Modulo(other.OffsetSeconds - probe.OffsetSeconds, Math.Min(probe.PeriodSeconds, other.PeriodSeconds)))
        .Append(probe.Effort.LongestSeconds)
        .Min();

    private static int Modulo(int number, int divisor) => ((number % divisor) + divisor) % divisor;

    private (PlacingResult Result, int Slot, int Offset) Best(ScheduledProbe probe, uint first)
    {
        var best = (Result: PlacingResult.AgentIsBusy, Slot: 0, Offset: 0);
        var least = AgentRounds.Impossible;
        foreach (var slot in Enumerable.Range(0, limits.Slots).Select(step => (int)((first + step) % limits.Slots)))
        {
            foreach (var offset in Offsets(probe, slot).Where(offset => _costs[offset] < least))
            {
                if (_slots.TryGetValue(slot, out var known) && !known.IsFree(probe, offset))
                {
                    best.Result = best.Result == PlacingResult.AgentIsBusy ? PlacingResult.NetworkIsFull : best.Result;
                    continue;
                }

                (best, least) = ((PlacingResult.Placed, slot, offset), _costs[offset]);
                if (least == 0)
                {
                    return best;
                }
            }
        }

        return best;
    }

    // Windows of different slots begin at different times, so that rounds do. The identifier is a digest: its first digits are spread evenly.
    private IEnumerable<int> Offsets(ScheduledProbe probe, int slot)
    {
        var window = limits.PeriodSeconds;
        while (window < probe.Effort.Seconds)
        {
            window *= 2;
        }

        var (phase, windows) = ((long)slot * limits.PeriodSeconds / limits.Slots, probe.PeriodSeconds / window);
        var first = Convert.ToUInt32(probe.Id[..8], 16);
        for (var step = 0; step < windows; step++)
        {
            var start = phase + ((first + step) % windows * window);
            for (var second = 0; second <= window - probe.Effort.Seconds; second++)
            {
                yield return (int)((start + second) % probe.PeriodSeconds);
            }
        }
    }

    private void CountCosts(ScheduledProbe probe, AgentRounds initiator, AgentRounds responder)
    {
        if (_costs.Length != probe.PeriodSeconds)
        {
            _costs = new long[probe.PeriodSeconds];
        }

        Array.Clear(_costs);
        initiator.Count(_costs, probe, sends: true);
        responder.Count(_costs, probe, sends: false);
    }

    private ProbeSlot SlotOf(int number) => _slots.TryGetValue(number, out var known) ? known : _slots[number] = new();

    private AgentRounds Of(string agent) => _agents.TryGetValue(agent, out var known) ? known : _agents[agent] = new(agent);
}
