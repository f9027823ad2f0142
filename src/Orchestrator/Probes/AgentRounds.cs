using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace RouterAlertAssurance.Orchestrator.Probes;

/// <summary>The rounds of an agent that have their places, and what others next to them would cost it.</summary>
/// <param name="agent">Identifier of the agent.</param>
internal sealed class AgentRounds(string agent)
{
    /// <summary>The cost of a second from which on it could not be one round at a time.</summary>
    public const long Impossible = 1L << 40;

    // Beginning at once is worse than any overlap.
    private const long AtOnce = 1 << 20;

    private readonly List<ScheduledProbe> _sent = [];
    private readonly List<ScheduledProbe> _answered = [];

    /// <summary>A number that follows from the agent, spread evenly: the slot that its probes try first.</summary>
    public uint Digits { get; } = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(agent)));

    public IReadOnlyList<ScheduledProbe> Sent => _sent;

    public void AddSent(ScheduledProbe probe) => _sent.Add(probe);

    public void AddAnswered(ScheduledProbe probe) => _answered.Add(probe);

    /// <summary>Adds up, for each second of its period, what a round of a probe that begins there costs the agent.</summary>
    public void Count(long[] costs, ScheduledProbe probe, bool sends)
    {
        foreach (var other in _sent)
        {
            Count(costs, probe, other, sends ? Impossible : 1);
        }

        foreach (var other in _answered)
        {
            Count(costs, probe, other, 1);
        }
    }

    // The shorter period decides how often two rounds meet.
    private static void Count(long[] costs, ScheduledProbe probe, ScheduledProbe other, long overlap)
    {
        var shared = Math.Min(probe.PeriodSeconds, other.PeriodSeconds);
        var (before, after) = (Math.Min(probe.Effort.Seconds, shared) - 1, Math.Min(other.Effort.Seconds, shared) - 1);
        for (var start = other.OffsetSeconds % shared; start < probe.PeriodSeconds; start += shared)
        {
            costs[start] += AtOnce;
            for (var distance = -before; distance <= after; distance++)
            {
                costs[(start + distance + probe.PeriodSeconds) % probe.PeriodSeconds] += overlap;
            }
        }
    }
}
