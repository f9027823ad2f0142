namespace RouterAlertAssurance.Heuristics.Loading;

/// <summary>Packages in the order in which they can be loaded.</summary>
/// <param name="Ordered">Each behind those it requires, otherwise by name; what is not among the packages is no obstacle.</param>
/// <param name="Stuck">Those in a loop, and those that require one of them; by name.</param>
/// <param name="Loops">The loops, each from its first package by name: <c>a, b</c> for a -> b -> a.</param>
internal sealed record PackageOrder(IReadOnlyList<string> Ordered, IReadOnlyList<string> Stuck, IReadOnlyList<IReadOnlyList<string>> Loops)
{
    /// <param name="requires">The packages each one requires, by name.</param>
    public static PackageOrder Of(IReadOnlyDictionary<string, IReadOnlyList<string>> requires)
    {
        var open = requires.ToDictionary(pair => pair.Key, pair => pair.Value.Where(requires.ContainsKey).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        var users = open.SelectMany(pair => pair.Value, (pair, name) => (User: pair.Key, Name: name)).ToLookup(pair => pair.Name, pair => pair.User, StringComparer.Ordinal);
        var ready = new SortedSet<string>(open.Where(pair => pair.Value.Count == 0).Select(pair => pair.Key), StringComparer.Ordinal);
        var ordered = new List<string>();
        while (ready.Min is { } next)
        {
            ready.Remove(next);
            open.Remove(next);
            ordered.Add(next);
            ready.UnionWith(users[next].Where(user => open[user].Remove(next) && open[user].Count == 0));
        }

        return new(ordered, [.. open.Keys.Order(StringComparer.Ordinal)], Walk(open));
    }

    // Each package that is left requires another one that is left, so every walk ends in a loop, be it one that was met before.
    private static List<IReadOnlyList<string>> Walk(Dictionary<string, HashSet<string>> open)
    {
        var loops = new List<IReadOnlyList<string>>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var start in open.Keys.Order(StringComparer.Ordinal))
        {
            var way = new List<string>();
            var at = start;
            while (seen.Add(at))
            {
                way.Add(at);
                at = open[at].Min(StringComparer.Ordinal)!;
            }

            if (way.IndexOf(at) is >= 0 and var first)
            {
                loops.Add(way[first..]);
            }
        }

        return loops;
    }
}
