using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Orchestrator.Assignment;
using RouterAlertAssurance.Orchestrator.Network;

namespace RouterAlertAssurance.Orchestrator.Agents;

/// <summary>Agents as they are shown.</summary>
internal sealed class AgentItems(AgentLiveness liveness, DeliveryService deliveries)
{
    public AgentItem Of(string id, NetworkState state)
    {
        var entry = state.Agents[id];
        var live = liveness.Find(id);
        var slice = state.Slices.GetValueOrDefault(id);
        return new(
            live?.Registration ?? entry.Registration,
            liveness.IsAlive(id),
            live?.LastSeen ?? entry.LastSeen,
            entry.AssignedRevision,
            slice?.Nodes ?? 0,
            slice?.Owned ?? 0,
            deliveries.LastErrorOf(id));
    }
}
