using System.Collections.Concurrent;
using RouterAlertAssurance.Contracts.Agents;

namespace RouterAlertAssurance.Orchestrator.Agents;

/// <summary>The last registration of each agent. Kept in memory: most heartbeats say nothing that is worth a write.</summary>
internal sealed class AgentLiveness(OrchestratorOptions options, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, LiveAgent> _agents = new(StringComparer.Ordinal);

    private Action<string> _whenHeard = _ => { };

    /// <summary>Has a handler called with the id of each agent that is heard; handlers only wake others.</summary>
    public void WhenHeard(Action<string> handler) => _whenHeard += handler;

    public void Hear(AgentRegistration registration)
    {
        _agents[registration.Id] = new(registration, time.GetUtcNow());
        _whenHeard(registration.Id);
    }

    /// <summary>The last registration; null when none came since this process started.</summary>
    public LiveAgent? Find(string id) => _agents.GetValueOrDefault(id);

    public void Forget(string id) => _agents.TryRemove(id, out _);

    public bool IsAlive(string id) => Find(id) is { } agent && time.GetUtcNow() - agent.LastSeen <= options.AgentSilence;
}

internal sealed record LiveAgent(AgentRegistration Registration, DateTimeOffset LastSeen);
