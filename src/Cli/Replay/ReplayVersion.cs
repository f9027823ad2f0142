using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Cli.Replay;

/// <summary>The graph from a time on, until the next version's.</summary>
/// <param name="From">Since when.</param>
/// <param name="Nodes">All its nodes.</param>
internal sealed record ReplayVersion(DateTimeOffset From, IReadOnlyList<ReplayNode> Nodes)
{
    public AssuranceGraph ToGraph() => AssuranceGraph.Empty.Apply(new GraphEdit([.. Nodes.Select(node => node.Node)], []), From).Graph;

    /// <summary>With only what a node depends on, and itself; without any node where it is not in the graph.</summary>
    public ReplayVersion Below(SubserviceId root)
    {
        var closure = ToGraph().ClosureOf([root]).ToHashSet();
        return this with { Nodes = [.. Nodes.Where(node => closure.Contains(node.Node.Id))] };
    }
}
