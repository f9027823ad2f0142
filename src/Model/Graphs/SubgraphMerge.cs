using System.Collections.Immutable;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Model.Graphs;

/// <summary>Several services' sub-graphs made one, or every reason why they cannot be.</summary>
public sealed record SubgraphMergeResult
{
    /// <summary>The union; <see cref="AssuranceGraph.Empty"/> when there are refusals.</summary>
    public required AssuranceGraph Graph { get; init; }

    public ImmutableArray<GraphRefusal> Refusals { get; init; } = [];

    /// <summary>In how many of the sub-graphs each node is: the services that need it.</summary>
    public required IReadOnlyDictionary<SubserviceId, int> UseCounts { get; init; }

    public bool IsAccepted => Refusals.IsEmpty;
}

/// <summary>
/// The union of sub-graphs that share nodes. A node is in the union as long as one sub-graph has it, so a service that goes away takes nothing
/// along that another needs: merge what remains and apply the <see cref="AssuranceGraph.Difference"/>.
/// </summary>
public static class SubgraphMerge
{
    /// <summary>
    /// Merges sub-graphs. The same node must have the same parameters, the same definition of each group, the same type, group and
    /// transform of each dependency and at most one maintenance window wherever it appears; its dependencies are the union, its label the first one given.
    /// </summary>
    public static SubgraphMergeResult Merge(IEnumerable<IReadOnlyCollection<AssuranceNode>> subgraphs)
    {
        var merged = new SortedDictionary<SubserviceId, AssuranceNode>();
        var uses = new SortedDictionary<SubserviceId, int>();
        var refusals = new List<GraphRefusal>();
        foreach (var node in subgraphs.SelectMany(nodes => nodes))
        {
            uses[node.Id] = uses.GetValueOrDefault(node.Id) + 1;
            merged[node.Id] = merged.TryGetValue(node.Id, out var other) ? Union(other, node, refusals) : node;
        }

        var built = AssuranceGraph.Empty.Apply(new([.. merged.Values], []), DateTimeOffset.UnixEpoch);
        refusals.AddRange(built.Refusals);
        return new() { Graph = refusals.Count == 0 ? built.Graph : AssuranceGraph.Empty, Refusals = [.. refusals], UseCounts = uses };
    }

    private static AssuranceNode Union(AssuranceNode first, AssuranceNode second, List<GraphRefusal> refusals)
    {
        if (!first.HasSameParametersAs(second))
        {
            refusals.Add(GraphRefusal.Conflict(first.Id, "is defined twice with different parameters"));
        }

        if (first.Maintenance is not null && second.Maintenance is not null && first.Maintenance != second.Maintenance)
        {
            refusals.Add(GraphRefusal.Conflict(first.Id, "is defined twice with different maintenance"));
        }

        return first with
        {
            Dependencies = Union(first.Dependencies, second.Dependencies, dependency => dependency.Target, target => Differs($"its dependency {target}")),
            Groups = Union(first.Groups, second.Groups, group => group.Name, name => Differs($"group '{name}'")),
            Maintenance = first.Maintenance ?? second.Maintenance,
        };

        void Differs(string what) => refusals.Add(GraphRefusal.Conflict(first.Id, $"is defined twice with different forms of {what}"));
    }

    private static ImmutableArray<T> Union<T, TKey>(
        ImmutableArray<T> first,
        ImmutableArray<T> second,
        Func<T, TKey> keyOf,
        Action<TKey> onConflict)
        where TKey : notnull
    {
        var known = new Dictionary<TKey, T>();
        foreach (var item in first)
        {
            known.TryAdd(keyOf(item), item);
        }

        var more = second.Where(item => !known.ContainsKey(keyOf(item))).ToList();
        foreach (var item in second.Where(item => known.TryGetValue(keyOf(item), out var same) && !Equals(same, item)))
        {
            onConflict(keyOf(item));
        }

        return more.Count == 0 ? first : [.. first, .. more];
    }
}
