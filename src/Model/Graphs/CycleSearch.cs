namespace RouterAlertAssurance.Model.Graphs;

/// <summary>A depth-first search for a loop that can be advanced edge by edge, so that two of them can run side by side.</summary>
internal sealed class CycleSearch
{
    private readonly Func<int, int[]> _next;
    private readonly Queue<int> _starts;
    private readonly Dictionary<int, bool> _finished = [];
    private readonly Stack<(int Slot, int[] Next, int At)> _path = new();

    private CycleSearch(IEnumerable<int> starts, Func<int, int[]> next)
    {
        _starts = new(starts);
        _next = next;
    }

    private List<int> Loop { get; set; } = [];

    /// <summary>
    /// A loop through one of the nodes whose dependencies grew, along its dependencies, or empty. Every loop lies both above and below such a
    /// node, so the search that is through first has the answer: a new service on top of a large network is decided by looking up, a new leaf by
    /// looking down. Which loop is found depends on the order of the starts and of the dependencies alone.
    /// </summary>
    public static List<int> Find(IReadOnlyCollection<int> grown, Func<int, int[]> targets, Func<int, int[]> dependents)
    {
        var down = new CycleSearch(grown, targets);
        var up = new CycleSearch(grown, dependents);
        while (down.Step() && up.Step())
        {
        }

        return up.Loop.Count + down.Loop.Count == 0 ? [] : First(grown, targets);
    }

    private static List<int> First(IReadOnlyCollection<int> starts, Func<int, int[]> targets)
    {
        var search = new CycleSearch(starts, targets);
        while (search.Step())
        {
        }

        return search.Loop;
    }

    /// <summary>Follows one edge; false when there is nothing left to follow or a loop was found.</summary>
    private bool Step()
    {
        if (!_path.TryPop(out var top))
        {
            return _starts.TryDequeue(out var start) && Enter(start);
        }

        if (top.At < top.Next.Length)
        {
            _path.Push((top.Slot, top.Next, top.At + 1));
            return Enter(top.Next[top.At]);
        }

        _finished[top.Slot] = true;
        return true;
    }

    private bool Enter(int slot)
    {
        if (_finished.TryGetValue(slot, out var finished))
        {
            if (!finished)
            {
                Loop = [.. _path.Select(step => step.Slot).TakeWhile(other => other != slot).Append(slot).Reverse()];
            }

            return finished;
        }

        _finished[slot] = false;
        _path.Push((slot, _next(slot), 0));
        return true;
    }
}
