using System.Collections.Immutable;
using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Orchestrator.Assignment;

/// <summary>
/// Which agent owns which node. Pure: the same devices, agents and nodes give the same owners, in whatever order they come. A node has one
/// owner, the agent of its owner device, or none when that device is not defined.
/// </summary>
internal static class Placement
{
    public static ImmutableSortedDictionary<SubserviceId, string> Place(
        IEnumerable<KeyValuePair<SubserviceId, string>> ownerDevices,
        IEnumerable<DeviceDefinition> devices,
        IReadOnlyCollection<AgentRegistration> agents)
    {
        var agentOf = devices.ToDictionary(device => device.Name, device => AgentOf(device, agents), StringComparer.Ordinal);
        return ownerDevices
            .Where(node => agentOf.ContainsKey(node.Value))
            .ToImmutableSortedDictionary(node => node.Key, node => agentOf[node.Value]);
    }

    /// <summary>
    /// The agent the definition names; otherwise the one that bears the device's name; otherwise the first that says it observes the device;
    /// and while there is none, the one of the device's name, which may still come.
    /// </summary>
    public static string AgentOf(DeviceDefinition device, IReadOnlyCollection<AgentRegistration> agents) =>
        device.Agent
        ?? (agents.Any(agent => agent.Id == device.Name)
            ? device.Name
            : agents.Where(agent => agent.Devices.Contains(device.Name)).Select(agent => agent.Id).Order(StringComparer.Ordinal).FirstOrDefault() ?? device.Name);
}
