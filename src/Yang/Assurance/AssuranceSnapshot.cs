using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Health;

namespace RouterAlertAssurance.Yang.Assurance;

/// <summary>Everything the RFC 9418 tree shows, of one instant. The graph is dependency-closed.</summary>
public sealed record AssuranceSnapshot
{
    public required DateTimeOffset GraphLastChange { get; init; }

    public required IReadOnlyList<SnapshotNode> Nodes { get; init; }

    /// <summary>Descriptions by agent and symptom id; symptoms in use that are not listed are described by their text.</summary>
    public IReadOnlyList<GlossaryEntry> Glossary { get; init; } = [];

    /// <summary>Time of the snapshot; maintenance windows that are not active at it are not shown.</summary>
    public required DateTimeOffset Time { get; init; }
}

/// <summary>A node with its health at the instant of the snapshot.</summary>
/// <param name="Node">Identity, parameters, dependencies.</param>
/// <param name="Score">Health score.</param>
/// <param name="Symptoms">Active symptoms and past occurrences, in any order.</param>
/// <param name="SymptomsHistoryStart">Since when symptoms are known completely.</param>
public sealed record SnapshotNode(AssuranceNode Node, HealthScore Score, IReadOnlyList<Symptom> Symptoms, DateTimeOffset? SymptomsHistoryStart);

/// <summary>An entry of <c>/agents/agent/symptoms</c>.</summary>
public sealed record GlossaryEntry(string AgentId, string SymptomId, string Description);
