namespace RouterAlertAssurance.Model.Graphs;

/// <summary>Walks over the slots of an acyclic graph, without recursion: a chain may be as long as memory allows.</summary>
internal static class GraphWalk
{
    /// <summary>The roots and all reachable from them, each after everything it leads to.</summary>
    public static List<int> DependenciesFirst(IEnumerable<int> roots, Func<int, int[]> next)
    {
        var order = new List<int>();
        var seen = new HashSet<int>();
        var path = new Stack<(int Slot, int[] Next, int At)>();
        foreach (var root in roots.Where(seen.Add))
        {
            path.Push((root, next(root), 0));
            while (path.TryPop(out var top))
            {
                var at = top.At;
                while (at < top.Next.Length && !seen.Add(top.Next[at]))
                {
                    at++;
                }

                if (at == top.Next.Length)
                {
                    order.Add(top.Slot);
                }
                else
                {
                    path.Push((top.Slot, top.Next, at + 1));
                    path.Push((top.Next[at], next(top.Next[at]), 0));
                }
            }
        }

        return order;
    }

    /// <summary>The roots and all reachable from them.</summary>
    public static HashSet<int> Reachable(IEnumerable<int> roots, Func<int, IEnumerable<int>> next)
    {
        var seen = new HashSet<int>();
        var open = new Stack<int>(roots);
        while (open.TryPop(out var slot))
        {
            if (seen.Add(slot))
            {
                foreach (var target in next(slot))
                {
                    open.Push(target);
                }
            }
        }

        return seen;
    }
}
