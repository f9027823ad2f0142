using RouterAlertAssurance.Contracts.Assignments;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Cli.Replay;

/// <summary>What a replay is made of.</summary>
/// <param name="From">Begin of what is shown.</param>
/// <param name="To">End.</param>
/// <param name="Graph">The graph, in its versions.</param>
/// <param name="Assignments">What each asked agent was told, by its name.</param>
/// <param name="Samples">By time; they begin before <paramref name="From"/>, so that functions over time have something to stand on.</param>
/// <param name="WarmUp">How long before.</param>
internal sealed record ReplayMaterial(
    DateTimeOffset From,
    DateTimeOffset To,
    ReplayGraph Graph,
    IReadOnlyDictionary<string, AgentAssignment> Assignments,
    IReadOnlyList<RecordedSample> Samples,
    WarmUp WarmUp)
{
    /// <param name="request">What was asked for.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="assignments">What each asked agent was told.</param>
    /// <param name="samples">In any order; those of other times are left out.</param>
    public static ReplayMaterial Of(
        ReplayRequest request, ReplayGraph graph, IReadOnlyDictionary<string, AgentAssignment> assignments, IEnumerable<RecordedSample> samples) => new(
        request.From,
        request.To,
        graph with { Versions = [.. graph.Versions.Select(version => version with { Nodes = [.. version.Nodes.Select(node => node.WithDefinition(assignments))] })] },
        assignments,
        [.. samples.Where(sample => sample.Time >= request.Begin && sample.Time <= request.To).OrderBy(sample => sample.Time)],
        request.WarmUp);

    /// <summary>When the replay starts.</summary>
    public DateTimeOffset Begin => From - WarmUp.Length;

    /// <summary>Since when there are samples and a graph; null when there are none.</summary>
    public DateTimeOffset? Recorded => Samples.Count == 0 ? null
        : Samples[0].Time > Graph.Versions[0].From ? Samples[0].Time : Graph.Versions[0].From;

    /// <summary>The nodes that were in the graph at some time of what is shown.</summary>
    public IReadOnlySet<SubserviceId> Shown => Graph.Versions
        .Where((version, index) => version.From <= To && (index + 1 == Graph.Versions.Count || Graph.Versions[index + 1].From > From))
        .SelectMany(version => version.Nodes).Select(node => node.Node.Id).ToHashSet();
}

/// <summary>What the product recorded of a node.</summary>
internal sealed record RecordedHealth(SubserviceId Node, HealthHistory History);
