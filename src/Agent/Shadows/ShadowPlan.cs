using System.Collections.Immutable;
using RouterAlertAssurance.Agent.Assignments;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Agent.Shadows;

/// <summary>Which agent reports which shadow node, and where the agents listen. Immutable.</summary>
/// <param name="Owners">The owner of each shadow node.</param>
/// <param name="Endpoints">Addresses of agents; of those reached through the collector there is none.</param>
internal sealed record ShadowPlan(ImmutableDictionary<SubserviceId, string> Owners, ImmutableDictionary<string, string> Endpoints)
{
    public static ShadowPlan Empty { get; } = new(ImmutableDictionary<SubserviceId, string>.Empty, ImmutableDictionary<string, string>.Empty);

    public static ShadowPlan Of(AgentConfiguration configuration) => new(
        configuration.Nodes
            .Where(node => configuration.OwnerOf(node.Id) is not null)
            .ToImmutableDictionary(node => node.Id, node => configuration.OwnerOf(node.Id)!),
        configuration.Assignment.Peers.ToImmutableDictionary(peer => peer.Agent, peer => peer.Endpoint, StringComparer.Ordinal));

    /// <summary>What both say; where they differ, <paramref name="next"/>.</summary>
    public ShadowPlan With(ShadowPlan next) => new(Owners.SetItems(next.Owners), Endpoints.SetItems(next.Endpoints));
}
