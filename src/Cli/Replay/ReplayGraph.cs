using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Cli.Replay;

/// <summary>The graph that is replayed.</summary>
/// <param name="Versions">Its versions, at least one, the oldest first; a single one for the whole time where its course is not known.</param>
/// <param name="Gone">Nodes it does not have, and the graph there was does, of the same services.</param>
/// <param name="Text">Where it is from, in words.</param>
internal sealed record ReplayGraph(IReadOnlyList<ReplayVersion> Versions, IReadOnlyList<SubserviceId> Gone, string Text)
{
    private readonly Lazy<List<(DateTimeOffset From, HashSet<SubserviceId> Nodes)>> _nodes =
        new(() => [.. Versions.Select(version => (version.From, version.Nodes.Select(node => node.Node.Id).ToHashSet()))]);

    /// <summary>Whether a node was in the graph at a time.</summary>
    public bool Has(SubserviceId id, DateTimeOffset time) => _nodes.Value.FindLast(version => version.From <= time).Nodes?.Contains(id) == true;
}
