using RouterAlertAssurance.Contracts.Assignments;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Cli.Replay;

/// <summary>What a replay is made of.</summary>
/// <param name="From">Begin of what is shown.</param>
/// <param name="To">End.</param>
/// <param name="Graph">Where the graph is from, in words.</param>
/// <param name="Nodes">The graph.</param>
/// <param name="Assignments">What each asked agent was told, by its name.</param>
/// <param name="Samples">By time; they begin before <paramref name="From"/>, so that functions over time have something to stand on.</param>
internal sealed record ReplayMaterial(
    DateTimeOffset From,
    DateTimeOffset To,
    string Graph,
    IReadOnlyList<ReplayNode> Nodes,
    IReadOnlyDictionary<string, AgentAssignment> Assignments,
    IReadOnlyList<RecordedSample> Samples)
{
    /// <summary>Nodes that are in the graph no more, and were in the one there was.</summary>
    public IReadOnlyList<SubserviceId> Gone { get; init; } = [];

    /// <summary>How long before its begin samples are read.</summary>
    public static TimeSpan WarmUp { get; } = TimeSpan.FromMinutes(5);
}

/// <summary>What the product recorded of a node.</summary>
internal sealed record RecordedHealth(SubserviceId Node, HealthHistory History);
