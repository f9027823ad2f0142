using System.Collections.Immutable;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Health;
using RouterAlertAssurance.Agent.Publishing;
using RouterAlertAssurance.Model.Health;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Agent.Subservices;

/// <summary>Since when a node has its score, and since when its symptoms are known.</summary>
internal readonly record struct NodeTimes(int Score, DateTimeOffset Since, DateTimeOffset Tracked);

/// <summary>Configuration, graph and health of one instant. Immutable; what every reader of the agent sees.</summary>
internal sealed record AgentSnapshot(
    AssuranceRuntime Runtime, HealthSnapshot? Health, ImmutableDictionary<SubserviceId, NodeTimes> Times, DateTimeOffset Time)
{
    public static AgentSnapshot Empty { get; } = new(AssuranceRuntime.Empty, null, ImmutableDictionary<SubserviceId, NodeTimes>.Empty, default);

    public IEnumerable<SubserviceId> Owned => Runtime.Nodes.Keys;

    public bool Owns(SubserviceId id) => Runtime.Nodes.ContainsKey(id);

    /// <summary>The status of a node as it is on the wire; null when there is none.</summary>
    public StatusChange? StatusOf(SubserviceId id) => Health?.Statuses.TryGetValue(id, out var status) == true
        ? new StatusChange(SubserviceReference.From(id), HealthDocuments.ToDocument(status, Times.GetValueOrDefault(id).Since, Runtime.Glossary.Describe))
        : null;
}
