using System.Collections.Immutable;
using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Contracts.Assignments;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Orchestrator.Assignment;

/// <summary>The nodes of one agent's slice.</summary>
/// <param name="Nodes">The nodes it owns and all they depend on, dependencies first.</param>
/// <param name="Owned">Those it evaluates.</param>
/// <param name="Shadows">Those another agent evaluates, with that agent. A node nobody owns is in neither: it stays without status.</param>
/// <param name="Peers">Where the owners of the shadows, and the other ends of probes, are reached, as far as they registered.</param>
internal sealed record SliceContent(
    ImmutableArray<AssuranceNode> Nodes,
    ImmutableSortedSet<SubserviceId> Owned,
    ImmutableArray<ShadowOwner> Shadows,
    ImmutableArray<AgentPeer> Peers)
{
    /// <summary>Owner given to a node that nobody owns; no agent can have this name, so the shadow is never fed and shows as unknown.</summary>
    public const string Nobody = "-";

    public static SliceContent Of(
        string agent, AssuranceGraph graph, NodeOwners owners, IReadOnlyCollection<AgentRegistration> agents, IEnumerable<string>? probed = null)
    {
        var owned = owners.OwnedBy(agent);
        var nodes = graph.NodesNeededBy(owned);
        var shadows = nodes
            .Select(node => (node.Id, Owner: owners.GetValueOrDefault(node.Id, Nobody)))
            .Where(node => node.Owner != agent)
            .OrderBy(node => node.Id)
            .Select(node => new ShadowOwner(node.Id.Type, node.Id.Id, node.Owner))
            .ToImmutableArray();
        var wanted = shadows.Select(shadow => shadow.Agent).Concat(probed ?? []).ToHashSet(StringComparer.Ordinal);
        var peers = agents
            .Where(other => wanted.Contains(other.Id))
            .OrderBy(other => other.Id, StringComparer.Ordinal)
            .Select(other => new AgentPeer(other.Id, other.Endpoint))
            .ToImmutableArray();
        return new(nodes, owned, shadows, peers);
    }

    /// <summary>Nodes of service instances it evaluates.</summary>
    public IEnumerable<AssuranceNode> Services => Nodes.Where(node => node.Id.IsServiceInstance && Owned.Contains(node.Id));
}
