using System.Collections.Immutable;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Model.Graphs;

/// <summary>A depth-first search for a loop that can be advanced edge by edge, so that two of them can run side by side.</summary>
internal sealed class CycleSearch
{
    private readonly Func<SubserviceId, IEnumerable<SubserviceId>> _next;
    private readonly Queue<SubserviceId> _starts;
    private readonly Dictionary<SubserviceId, bool> _finished = [];
    private readonly Stack<(SubserviceId Node, IEnumerator<SubserviceId> Next)> _path = new();

    private CycleSearch(IEnumerable<SubserviceId> starts, Func<SubserviceId, IEnumerable<SubserviceId>> next)
    {
        _starts = new(starts);
        _next = next;
    }

    private ImmutableArray<SubserviceId> Loop { get; set; } = [];

    /// <summary>
    /// A loop through one of the nodes whose dependencies grew, along its dependencies and from its least node, or empty. Every loop lies both
    /// above and below such a node, so the search that is through first has the answer: a new service on top of a large network is
    /// decided by looking up, a new leaf by looking down.
    /// </summary>
    public static ImmutableArray<SubserviceId> Find(
        IReadOnlyCollection<SubserviceId> grown,
        Func<SubserviceId, IEnumerable<SubserviceId>> targets,
        Func<SubserviceId, IEnumerable<SubserviceId>> dependents)
    {
        var down = new CycleSearch(grown, targets);
        var up = new CycleSearch(grown, dependents);
        while (down.Step() && up.Step())
        {
        }

        return FromLeast(up.Loop.IsEmpty ? down.Loop : [.. up.Loop.Reverse()]);
    }

    private static ImmutableArray<SubserviceId> FromLeast(ImmutableArray<SubserviceId> loop)
    {
        if (loop.IsEmpty)
        {
            return loop;
        }

        var least = loop.IndexOf(loop.Min());
        return [.. loop[least..], .. loop[..least]];
    }

    /// <summary>Follows one edge; false when there is nothing left to follow or a loop was found.</summary>
    private bool Step()
    {
        if (!_path.TryPeek(out var top))
        {
            return _starts.TryDequeue(out var start) && Enter(start);
        }

        if (top.Next.MoveNext())
        {
            return Enter(top.Next.Current);
        }

        _finished[_path.Pop().Node] = true;
        return true;
    }

    private bool Enter(SubserviceId node)
    {
        if (_finished.TryGetValue(node, out var finished))
        {
            if (!finished)
            {
                Loop = [.. _path.Select(step => step.Node).TakeWhile(id => id != node).Append(node).Reverse()];
            }

            return finished;
        }

        _finished[node] = false;
        _path.Push((node, _next(node).GetEnumerator()));
        return true;
    }
}
