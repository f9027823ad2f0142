using System.Security.Cryptography;
using System.Text.Json;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Assignments;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Heuristics.Packages;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Orchestrator.Network;
using RouterAlertAssurance.Orchestrator.Packages;
using RouterAlertAssurance.Yang.Json;

namespace RouterAlertAssurance.Orchestrator.Assignment;

/// <summary>Makes the slice of each registered agent, and a new revision for those whose slice is not the one they were given.</summary>
internal sealed class SlicePlanner(PackageStore packages)
{
    private const string ServiceParameter = "service";

    public NetworkState Assign(NetworkState state, DateTimeOffset now)
    {
        var agents = state.Agents.ToBuilder();
        var slices = state.Slices.Clear().ToBuilder();
        var settings = NodeSettings.Of(state.Plan, TypeOf, packages.Catalog);
        foreach (var (id, entry) in state.Agents)
        {
            var slice = SliceOf(id, state, settings, now);
            var revision = entry.AssignmentDigest == slice.Digest || (slice.IsEmpty && entry.AssignedRevision == 0) ? entry.AssignedRevision : entry.AssignedRevision + 1;
            slices[id] = slice with { Assignment = slice.Assignment with { Revision = revision } };
            if (revision != entry.AssignedRevision)
            {
                agents[id] = entry with { AssignedRevision = revision, AssignmentDigest = slice.Digest };
            }
        }

        return state with { Agents = agents.ToImmutable(), Slices = slices.ToImmutable() };
    }

    private AgentSlice SliceOf(string agent, NetworkState state, NodeSettings settings, DateTimeOffset now)
    {
        var content = SliceContent.Of(agent, state.Plan.Graph, state.Plan.Owners, [.. state.Agents.Values.Select(entry => entry.Registration)]);
        var assignment = new AgentAssignment
        {
            Packages = packages.ReferencesTo(content.Nodes.Select(TypeOf)),
            Devices = DevicesOf(agent, state),
            Services = [.. content.Services(state.Services.Values.Select(entry => entry.Definition))],
            Shadows = content.Shadows,
            Peers = content.Peers,
            Profiles = settings.ProfilesOf(content.Owned),
            Thresholds = [.. state.Plan.Intents.Of(content.Owned)],
            Advanced = settings.AdvancedOf(content.Owned),
        };
        var subservices = JsonSerializer.SerializeToUtf8Bytes(AssuranceJson.Configuration(content.Nodes, packages.YangTypes, now), OrchestratorJson.Default.JsonObject);
        return new(assignment, subservices, Digest(assignment, subservices), content.Nodes.Length, content.Owned.Count);
    }

    private NodeType? TypeOf(AssuranceNode node) => node.Id.IsServiceInstance
        ? packages.Catalog.FindService(node.Parameters.GetValueOrDefault(ServiceParameter, ""))
        : packages.Catalog.FindSubservice(node.Id.Type);

    private static DeviceDefinition[] DevicesOf(string agent, NetworkState state)
    {
        var agents = state.Agents.Values.Select(entry => entry.Registration).ToList();
        return [.. state.Devices.Values.Select(entry => entry.Definition).Where(device => Placement.AgentOf(device, agents) == agent)];
    }

    private static string Digest(AgentAssignment assignment, ReadOnlySpan<byte> subservices)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(assignment, ContractsJson.Default.AgentAssignment);
        return Convert.ToHexStringLower(SHA256.HashData([.. SHA256.HashData(content), .. SHA256.HashData(subservices)]));
    }
}
