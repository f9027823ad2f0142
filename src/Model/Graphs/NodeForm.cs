using System.Collections.Immutable;

namespace RouterAlertAssurance.Model.Graphs;

/// <summary>A node as one or more sub-graphs define it.</summary>
/// <param name="Node">The definition.</param>
/// <param name="Count">How many sub-graphs have it so.</param>
internal readonly record struct NodeForm(AssuranceNode Node, int Count)
{
    public static bool IsSame(AssuranceNode left, AssuranceNode right) =>
        ReferenceEquals(left, right)
        || (string.Equals(left.Label, right.Label, StringComparison.Ordinal)
            && left.Dependencies.AsSpan().SequenceEqual(right.Dependencies.AsSpan())
            && left.Groups.AsSpan().SequenceEqual(right.Groups.AsSpan())
            && left.Maintenance == right.Maintenance
            && left.Parameters.Equals(right.Parameters));

    /// <summary>The union of all forms, whatever order they came in; conflicts between them are added to the refusals.</summary>
    public static AssuranceNode Union(IEnumerable<NodeForm> forms, List<GraphRefusal> refusals) => forms
        .Select(form => form.Node)
        .OrderBy(node => node.Label, StringComparer.Ordinal)
        .ThenBy(node => string.Join(' ', node.Dependencies), StringComparer.Ordinal)
        .ThenBy(node => string.Join(' ', node.Groups.AsEnumerable()), StringComparer.Ordinal)
        .Aggregate((first, second) => Union(first, second, refusals));

    private static AssuranceNode Union(AssuranceNode first, AssuranceNode second, List<GraphRefusal> refusals)
    {
        if (!first.Parameters.Equals(second.Parameters))
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
