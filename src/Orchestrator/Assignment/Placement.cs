using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Contracts.Definitions;

namespace RouterAlertAssurance.Orchestrator.Assignment;

/// <summary>
/// Which agent is responsible for which device, and so owns the nodes of that owner device. Pure: the same devices and agents give the same
/// answer, in whatever order they come.
/// </summary>
internal static class Placement
{
    /// <summary>
    /// By device: the agent the definition names; otherwise the one that bears the device's name; otherwise the first that says it observes the
    /// device; and while there is none, the one of the device's name, which may still come.
    /// </summary>
    public static Dictionary<string, string> AgentsOf(IEnumerable<DeviceDefinition> devices, IReadOnlyCollection<AgentRegistration> agents)
    {
        var registered = agents.Select(agent => agent.Id).ToHashSet(StringComparer.Ordinal);
        var observers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (device, agent) in agents.SelectMany(agent => agent.Devices.Select(device => (device, agent.Id))))
        {
            observers[device] = observers.TryGetValue(device, out var other) && string.CompareOrdinal(other, agent) < 0 ? other : agent;
        }

        return devices.ToDictionary(
            device => device.Name,
            device => device.Agent ?? (registered.Contains(device.Name) ? device.Name : observers.GetValueOrDefault(device.Name, device.Name)),
            StringComparer.Ordinal);
    }
}
