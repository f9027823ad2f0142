namespace RouterAlertAssurance.Expressions.Evaluation;

/// <summary>All nodes of the computation graph, one array per property; a freed place is used again.</summary>
internal sealed class NodeTable
{
    private const int Smallest = 64;
    private int[] _free = [];
    private int _freeCount;

    public ChunkedArray<NodeCode> Codes { get; } = new();

    public ChunkedArray<SampleState> States { get; } = new();

    public ChunkedArray<NodeFlags> Flags { get; } = new();

    /// <summary>A number, a boolean as 0 or 1, or the text in the pool; without a value the reason and the origin, both texts in the pool.</summary>
    public ChunkedArray<long> Bits { get; } = new();

    /// <summary>Ticks of the newest sample the value rests on; kept only where <see cref="NodeFlags.FeedsWindow"/> is set.</summary>
    public ChunkedArray<long> Times { get; } = new();

    /// <summary>First edge to a dependent.</summary>
    public ChunkedArray<int> Edges { get; } = new();

    /// <summary>How many operands of others and expressions of users refer to the node.</summary>
    public ChunkedArray<int> References { get; } = new();

    /// <summary>What the node was written as; a text in the pool.</summary>
    public ChunkedArray<int> Origins { get; } = new();

    /// <summary>Places in use.</summary>
    public int Count { get; private set; }

    /// <summary>One above the highest place ever used.</summary>
    public int End { get; private set; }

    public long ByteSize => Codes.Length * (long)(System.Runtime.CompilerServices.Unsafe.SizeOf<NodeCode>() + 2 + (2 * sizeof(long)) + (3 * sizeof(int)));

    public int Add(in NodeCode code, int origin)
    {
        var node = _freeCount > 0 ? _free[--_freeCount] : Append();
        Codes[node] = code;
        States[node] = SampleState.Missing;
        Flags[node] = NodeFlags.None;
        Bits[node] = 0;
        Times[node] = 0;
        Edges[node] = EdgeTable.None;
        References[node] = 0;
        Origins[node] = origin;
        Count++;
        return node;
    }

    /// <summary>Frees a place. One that waits to be computed is used again only when <see cref="Recycle"/> says that nobody waits for it any more.</summary>
    public void Free(int node)
    {
        Count--;
        Codes[node] = default;
        Flags[node] = (Flags[node] & NodeFlags.Dirty) | NodeFlags.Free;
        if (Flags[node] == NodeFlags.Free)
        {
            Recycle(node);
        }
    }

    public void Recycle(int node)
    {
        if (_freeCount == _free.Length)
        {
            Array.Resize(ref _free, Math.Max(Smallest, _free.Length * 2));
        }

        _free[_freeCount++] = node;
    }

    private int Append()
    {
        if (End == Codes.Length)
        {
            Grow(End + 1);
        }

        return End++;
    }

    private void Grow(int length)
    {
        Codes.Extend(length);
        States.Extend(length);
        Flags.Extend(length);
        Bits.Extend(length);
        Times.Extend(length);
        Edges.Extend(length);
        References.Extend(length);
        Origins.Extend(length);
    }
}

[Flags]
internal enum NodeFlags : byte
{
    None = 0,

    /// <summary>Waits to be computed.</summary>
    Dirty = 1,

    /// <summary>A function over time depends on it: it hands each sample on, whether its value changed or not.</summary>
    FeedsWindow = 2,

    /// <summary>Computed anew whenever the clock is set.</summary>
    FollowsClock = 4,

    /// <summary>The place is not in use.</summary>
    Free = 8,
}
