using System.Security.Cryptography;
using System.Text.Json;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Assignments;
using RouterAlertAssurance.Heuristics.Packages;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Orchestrator.Network;
using RouterAlertAssurance.Orchestrator.Packages;
using RouterAlertAssurance.Orchestrator.Probes;

namespace RouterAlertAssurance.Orchestrator.Assignment;

/// <summary>Makes the slices of registered agents, and a new revision for those whose slice is not the one they were given.</summary>
internal sealed class SlicePlanner(PackageStore packages, ProbeKeys keys)
{
    /// <param name="state">A state with its plan.</param>
    /// <param name="concerned">The agents whose slice may be another one; null for all, when those of agents that are gone go too.</param>
    /// <param name="now">At which windows of maintenance are looked at.</param>
    public NetworkState Assign(NetworkState state, IReadOnlySet<string>? concerned, DateTimeOffset now)
    {
        var agents = state.Agents.ToBuilder();
        var slices = state.Slices.ToBuilder();
        var profiles = new ProfileRanks(packages.Catalog);
        var digests = new NodeDigests(packages.YangTypes, now);
        foreach (var id in concerned is null ? state.Agents.Keys : concerned.Where(state.Agents.ContainsKey))
        {
            var entry = state.Agents[id];
            var slice = SliceOf(id, state, profiles, digests);
            var revision = entry.AssignmentDigest == slice.Digest || (slice.IsEmpty && entry.AssignedRevision == 0) ? entry.AssignedRevision : entry.AssignedRevision + 1;
            slices[id] = slice with { Assignment = slice.Assignment with { Revision = revision } };
            if (revision != entry.AssignedRevision)
            {
                agents[id] = entry with { AssignedRevision = revision, AssignmentDigest = slice.Digest };
            }
        }

        digests.Forget();
        if (concerned is null)
        {
            slices.RemoveRange(state.Slices.Keys.Where(id => !state.Agents.ContainsKey(id)));
        }

        return state with { Agents = agents.ToImmutable(), Slices = slices.ToImmutable() };
    }

    /// <summary>The agents whose slice has another revision than they were assigned.</summary>
    public static IEnumerable<string> Outdated(NetworkState state) => state.Agents
        .Where(agent => state.Slices.TryGetValue(agent.Key, out var slice) && slice.Assignment.Revision != agent.Value.AssignedRevision)
        .Select(agent => agent.Key);

    private AgentSlice SliceOf(string agent, NetworkState state, ProfileRanks profiles, NodeDigests digests)
    {
        var plan = state.Plan;
        var (sent, answered) = (plan.Probes.Schedule.SentBy(agent), plan.Probes.Schedule.AnsweredBy(agent));
        var content = SliceContent.Of(
            agent, plan.Graph, plan.Owners, plan.Places.Registrations, sent.Select(probe => probe.Responder).Concat(answered.Select(probe => probe.Initiator)));
        var assignment = new AgentAssignment
        {
            Packages = packages.ReferencesTo(content.Nodes.Select(TypeOf)),
            Devices = [.. plan.Places.DevicesOf(agent)],
            Services = [.. content.Services.Select(ServiceKey.Of).Order().Select(key => state.Services[key].Definition)],
            Shadows = content.Shadows,
            Peers = content.Peers,
            Profiles = plan.Settings.ProfilesOf(content.Owned, node => profiles.Of(TypeOf(plan.Graph.Nodes[node])?.Package)),
            Thresholds = [.. plan.Intents.Of(content.Owned)],
            Advanced = plan.Settings.AdvancedOf(content.Owned),
            Probes = [.. sent.Select(probe => probe.ToProbe(keys.Of(probe)))],
            Responses = [.. answered.Select(probe => probe.ToResponse(keys.Of(probe)))],
        };
        var body = SliceBody.Of(content.Nodes, digests, state.Slices.GetValueOrDefault(agent)?.Subservices);
        return new(assignment, body, Digest(assignment, body), content.Owned.Count);
    }

    private NodeType? TypeOf(AssuranceNode node) => node.Id.IsServiceInstance
        ? packages.Catalog.FindService(ServiceKey.Of(node).Type)
        : packages.Catalog.FindSubservice(node.Id.Type);

    private static string Digest(AgentAssignment assignment, SliceBody body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(assignment, ContractsJson.Default.AgentAssignment)));
        body.AppendDigest(hash);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
