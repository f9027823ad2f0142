using System.Collections.Immutable;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Model.Graphs;

/// <summary>Walks over an acyclic graph, without recursion: a chain may be as long as memory allows.</summary>
internal static class GraphWalk
{
    /// <summary>The roots and all reachable from them through nodes inside, each after everything it leads to.</summary>
    public static ImmutableArray<SubserviceId> DependenciesFirst(
        IEnumerable<SubserviceId> roots,
        Func<SubserviceId, IEnumerable<SubserviceId>> next,
        Func<SubserviceId, bool> inside)
    {
        var order = ImmutableArray.CreateBuilder<SubserviceId>();
        var seen = new HashSet<SubserviceId>();
        var path = new Stack<(SubserviceId Node, IEnumerator<SubserviceId> Next)>();
        foreach (var root in roots)
        {
            Enter(root);
            while (path.TryPeek(out var top))
            {
                if (top.Next.MoveNext())
                {
                    Enter(top.Next.Current);
                }
                else
                {
                    order.Add(path.Pop().Node);
                }
            }
        }

        return order.ToImmutable();

        void Enter(SubserviceId node)
        {
            if (inside(node) && seen.Add(node))
            {
                path.Push((node, next(node).GetEnumerator()));
            }
        }
    }

    /// <summary>The roots and all reachable from them.</summary>
    public static HashSet<SubserviceId> Reachable(IEnumerable<SubserviceId> roots, Func<SubserviceId, IEnumerable<SubserviceId>> next)
    {
        var seen = new HashSet<SubserviceId>();
        var open = new Stack<SubserviceId>(roots);
        while (open.TryPop(out var node))
        {
            if (seen.Add(node))
            {
                foreach (var target in next(node))
                {
                    open.Push(target);
                }
            }
        }

        return seen;
    }
}
