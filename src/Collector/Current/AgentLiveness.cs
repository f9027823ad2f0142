using System.Collections.Concurrent;

namespace RouterAlertAssurance.Collector.Current;

/// <summary>When each agent was last heard of. Kept apart from the state, which a heartbeat does not change.</summary>
internal sealed class AgentLiveness(TimeProvider time)
{
    /// <summary>Bounds what senders of ever new names can make the collector remember.</summary>
    public const int MaxAgents = 5000;

    private readonly ConcurrentDictionary<string, long> _seen = new(StringComparer.Ordinal);

    /// <summary>False, and not remembered, when there are too many agents already.</summary>
    public bool TrySee(string agent)
    {
        if (_seen.Count >= MaxAgents && !_seen.ContainsKey(agent))
        {
            return false;
        }

        _seen[agent] = time.GetTimestamp();
        return true;
    }

    public void Forget(string agent) => _seen.TryRemove(agent, out _);

    /// <summary>Agents not heard of for longer than <paramref name="limit"/>, with the time since then.</summary>
    public IEnumerable<(string Agent, TimeSpan Silence)> SilentFor(TimeSpan limit) =>
        _seen.Select(pair => (pair.Key, time.GetElapsedTime(pair.Value))).Where(pair => pair.Item2 > limit);
}
