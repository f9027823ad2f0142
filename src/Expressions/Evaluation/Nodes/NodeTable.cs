namespace RouterAlertAssurance.Expressions.Evaluation;

/// <summary>All nodes of the computation graph, one array per property; a freed place is used again.</summary>
internal sealed class NodeTable
{
    private const int Smallest = 64;
    private int[] _free = [];
    private int _freeCount;

    public NodeCode[] Codes { get; private set; } = new NodeCode[Smallest];

    public SampleState[] States { get; private set; } = new SampleState[Smallest];

    public NodeFlags[] Flags { get; private set; } = new NodeFlags[Smallest];

    /// <summary>A number, a boolean as 0 or 1, or the text in the pool; without a value the reason and the origin, both texts in the pool.</summary>
    public long[] Bits { get; private set; } = new long[Smallest];

    /// <summary>Ticks of the newest sample the value rests on; kept only where <see cref="NodeFlags.FeedsWindow"/> is set.</summary>
    public long[] Times { get; private set; } = new long[Smallest];

    /// <summary>First edge to a dependent.</summary>
    public int[] Edges { get; private set; } = new int[Smallest];

    /// <summary>How many operands of others and expressions of users refer to the node.</summary>
    public int[] References { get; private set; } = new int[Smallest];

    /// <summary>What the node was written as; a text in the pool.</summary>
    public int[] Origins { get; private set; } = new int[Smallest];

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
            Grow(Codes.Length * 2);
        }

        return End++;
    }

    private void Grow(int length)
    {
        Codes = Resized(Codes, length);
        States = Resized(States, length);
        Flags = Resized(Flags, length);
        Bits = Resized(Bits, length);
        Times = Resized(Times, length);
        Edges = Resized(Edges, length);
        References = Resized(References, length);
        Origins = Resized(Origins, length);
    }

    private static T[] Resized<T>(T[] array, int length)
    {
        Array.Resize(ref array, length);
        return array;
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
