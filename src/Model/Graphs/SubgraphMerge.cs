using System.Collections.Immutable;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Model.Graphs;

/// <summary>Several services' sub-graphs made one, or every reason why they cannot be.</summary>
public sealed record SubgraphMergeResult
{
    /// <summary>The union; <see cref="AssuranceGraph.Empty"/> when there are refusals.</summary>
    public required AssuranceGraph Graph { get; init; }

    public ImmutableArray<GraphRefusal> Refusals { get; init; } = [];

    /// <summary>The nodes as they were merged, ready to replace one service by another; <see cref="SubgraphUnion.Empty"/> when there are refusals.</summary>
    public required SubgraphUnion Union { get; init; }

    /// <summary>In how many of the sub-graphs each node is: the services that need it.</summary>
    public IReadOnlyDictionary<SubserviceId, int> UseCounts => Union.UseCounts;

    public bool IsAccepted => Refusals.IsEmpty;
}

/// <summary>
/// The union of sub-graphs that share nodes. A node is in the union as long as one sub-graph has it, so a service that goes away takes nothing
/// along that another needs: apply the edit of <see cref="SubgraphUnion.Replace"/>, or merge what remains and apply the
/// <see cref="AssuranceGraph.Difference"/>.
/// </summary>
public static class SubgraphMerge
{
    /// <summary>Merges sub-graphs by the rules of <see cref="SubgraphUnion.Replace"/>. The nodes keep the time of change they have.</summary>
    public static SubgraphMergeResult Merge(IEnumerable<IReadOnlyCollection<AssuranceNode>> subgraphs)
    {
        var merged = SubgraphUnion.Empty.Replace([], subgraphs.SelectMany(nodes => nodes));
        var built = GraphEditor.Build(merged.Union);
        return new()
        {
            Graph = built.Graph,
            Refusals = [.. merged.Refusals, .. built.Refusals],
            Union = built.IsAccepted ? merged.Union : SubgraphUnion.Empty,
        };
    }
}
