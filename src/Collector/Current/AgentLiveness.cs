using System.Collections.Concurrent;

namespace RouterAlertAssurance.Collector.Current;

/// <summary>When each agent was last heard of. Kept apart from the state, which a heartbeat does not change.</summary>
internal sealed class AgentLiveness(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, long> _seen = new(StringComparer.Ordinal);

    public void Seen(string agent) => _seen[agent] = time.GetTimestamp();

    /// <summary>Agents not heard of for longer than <paramref name="limit"/>, with the time since then.</summary>
    public IEnumerable<(string Agent, TimeSpan Silence)> SilentFor(TimeSpan limit) =>
        _seen.Select(pair => (pair.Key, time.GetElapsedTime(pair.Value))).Where(pair => pair.Item2 > limit);

    public bool IsSilent(string agent, TimeSpan limit) => !_seen.TryGetValue(agent, out var seen) || time.GetElapsedTime(seen) > limit;
}
