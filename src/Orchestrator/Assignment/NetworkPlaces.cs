using System.Collections.Immutable;
using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Orchestrator.Network;

namespace RouterAlertAssurance.Orchestrator.Assignment;

/// <summary>Devices and agents as far as owners and slices depend on them.</summary>
internal sealed class NetworkPlaces
{
    private readonly object _devices;
    private readonly object _agents;
    private readonly Dictionary<string, string> _agentOf;
    private readonly ILookup<string, DeviceDefinition> _devicesOf;

    private NetworkPlaces(NetworkState state, NetworkPlaces same)
    {
        (_devices, _agents) = (state.Devices, state.Agents);
        (Registrations, _agentOf, _devicesOf) = (same.Registrations, same._agentOf, same._devicesOf);
    }

    private NetworkPlaces(NetworkState state)
    {
        (_devices, _agents) = (state.Devices, state.Agents);
        Registrations = [.. state.Agents.Values.Select(entry => entry.Registration)];
        _agentOf = Placement.AgentsOf(state.Devices.Values.Select(entry => entry.Definition), Registrations);
        _devicesOf = state.Devices.Values.Select(entry => entry.Definition).ToLookup(device => _agentOf[device.Name], StringComparer.Ordinal);
    }

    public static NetworkPlaces None { get; } = new(new NetworkState());

    /// <summary>In the order of their names.</summary>
    public ImmutableArray<AgentRegistration> Registrations { get; }

    /// <summary>The places of a state; the same object as before while neither devices nor agents were written.</summary>
    public static NetworkPlaces Of(NetworkState state, NetworkPlaces before) =>
        ReferenceEquals(before._devices, state.Devices) && ReferenceEquals(before._agents, state.Agents) ? before : new(state);

    /// <summary>The same places for a state in which agents were written otherwise.</summary>
    public NetworkPlaces For(NetworkState state) => new(state, this);

    /// <summary>The agent of a device; null for one that is not defined.</summary>
    public string? AgentOf(string device) => _agentOf.GetValueOrDefault(device);

    /// <summary>In the order of their names.</summary>
    public IEnumerable<DeviceDefinition> DevicesOf(string agent) => _devicesOf[agent];

    /// <summary>Whether owners and slices are the same for both; what is delivered to an agent, and when it was heard, makes no difference.</summary>
    public bool IsSameAs(NetworkPlaces other) =>
        ReferenceEquals(this, other)
        || (Registrations.Select(agent => (agent.Id, agent.Endpoint)).SequenceEqual(other.Registrations.Select(agent => (agent.Id, agent.Endpoint)))
            && Devices.SequenceEqual(other.Devices)
            && _agentOf.All(pair => other.AgentOf(pair.Key) == pair.Value));

    private IEnumerable<DeviceDefinition> Devices => _devicesOf.SelectMany(devices => devices).OrderBy(device => device.Name, StringComparer.Ordinal);
}
