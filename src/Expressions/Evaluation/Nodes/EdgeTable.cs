namespace RouterAlertAssurance.Expressions.Evaluation;

/// <summary>Singly linked lists of dependents, all in one array. A target below zero is a watcher: its complement.</summary>
internal sealed class EdgeTable
{
    public const int None = -1;
    private readonly ChunkedArray<Edge> _edges = new();
    private int _end;
    private int _free = None;

    /// <summary>Edges in use.</summary>
    public int Count { get; private set; }

    public ref readonly Edge this[int edge] => ref _edges[edge];

    public long ByteSize => _edges.Length * 2L * sizeof(int);

    /// <summary>Puts a target in front of a list.</summary>
    /// <returns>The new first edge.</returns>
    public int Add(int first, int target)
    {
        var edge = _free;
        if (edge >= 0)
        {
            _free = _edges[edge].Next;
        }
        else
        {
            edge = _end++;
            _edges.Extend(_end);
        }

        _edges[edge] = new Edge(target, first);
        Count++;
        return edge;
    }

    /// <summary>Takes one edge to a target out of a list.</summary>
    /// <returns>The first edge of the list that is left.</returns>
    public int Remove(int first, int target)
    {
        var before = None;
        for (var edge = first; edge != None; before = edge, edge = _edges[edge].Next)
        {
            if (_edges[edge].Target != target)
            {
                continue;
            }

            var next = _edges[edge].Next;
            if (before != None)
            {
                _edges[before] = _edges[before] with { Next = next };
            }

            _edges[edge] = new Edge(0, _free);
            _free = edge;
            Count--;
            return before == None ? next : first;
        }

        return first;
    }

    internal readonly record struct Edge(int Target, int Next);
}
