namespace RouterAlertAssurance.Expressions.Evaluation;

/// <summary>The functions over time: what they remember, and their values.</summary>
internal sealed partial class WindowTable
{
    private const string Empty = "no sample in the window";
    private const string Learning = "the baseline is being learned";
    private readonly NodeTable _nodes;
    private readonly NodeValues _values;
    private readonly BlockStore<WindowEntry> _entries = new();
    private readonly BlockStore<double> _sorted = new();
    private readonly TimingWheel _wheel = new();
    private readonly Func<int, int, long> _due;
    private readonly Action<int> _markDirty;
    private readonly (int Empty, int Learning, int NeedsTwo) _reasons;
    private WindowState[] _states = new WindowState[64];
    private readonly Stack<int> _free = new();
    private int _end;
    private long _clock;

    public WindowTable(NodeTable nodes, NodeValues values, TextPool texts, Action<int> markDirty)
    {
        (_nodes, _values, _markDirty) = (nodes, values, markDirty);
        _due = Due;
        _reasons = (texts.Pin(Empty), texts.Pin(Learning), texts.Pin(CounterTracker.NeedsTwo));
    }

    /// <summary>
    /// Whether what comes is due to samples. What changes only because time passes or a series is removed does not rewrite what was sampled.
    /// </summary>
    public bool IsSampling { get; set; } = true;

    /// <summary>Samples kept, for the figures of the graph.</summary>
    public long SampleCount => _states.AsSpan(0, _end).ToArray().Sum(state => (long)state.Count);

    public long ByteSize => (_states.Length * (long)System.Runtime.CompilerServices.Unsafe.SizeOf<WindowState>()) + _entries.ByteSize + _sorted.ByteSize;

    public int Count => _end - _free.Count;

    public int Allocate(in WindowSpan span)
    {
        if (!_free.TryPop(out var window))
        {
            if (_end == _states.Length)
            {
                Array.Resize(ref _states, _end * 2);
            }

            window = _end++;
        }

        _states[window] = new WindowState
        {
            Node = NodeCode.None,
            Span = span.Ticks,
            Parameter = span.Parameter,
            Block = WindowState.NoBlock,
            Sorted = WindowState.NoBlock,
            // The wheel may still know the place from the window that was here before.
            Mark = _states[window].Mark + 1,
            Result = double.NaN,
        };
        return window;
    }

    public void Attach(int window, int node)
    {
        ref var state = ref _states[window];
        state.Node = node;
        QueueOf(ref state).Clear();
    }

    public void Free(int window)
    {
        ref var state = ref _states[window];
        if (state.Block != WindowState.NoBlock)
        {
            _entries.Free(state.Block, state.Size);
        }

        if (state.Sorted != WindowState.NoBlock)
        {
            _sorted.Free(state.Sorted, state.SortedSize);
        }

        state.Node = NodeCode.None;
        state.Count = 0;
        _free.Push(window);
    }

    /// <summary>Lets time pass: windows whose oldest sample leaves are marked as dirty.</summary>
    public void Advance(long ticks)
    {
        _clock = Math.Max(_clock, ticks);
        _wheel.Turn(_clock, _due);
    }

    /// <summary>Tells the pool which texts the samples of a window are.</summary>
    public void MarkTexts(int window, Action<int> mark)
    {
        ref var state = ref _states[window];
        var queue = QueueOf(ref state);
        for (var i = 0; i < state.Count; i++)
        {
            mark((int)queue[i].Value);
        }

        mark((int)BitConverter.DoubleToInt64Bits(state.Mean));
        mark((int)BitConverter.DoubleToInt64Bits(state.EarlierMean));
    }

    private WindowQueue QueueOf(ref WindowState state) => new(ref state, _entries, _nodes.Codes[state.Node].Operation);

    private long Due(int window, int mark)
    {
        ref var state = ref _states[window];
        if (state.Mark != mark)
        {
            return -1;
        }

        if (state.Node == NodeCode.None || state.Count == 0)
        {
            state.IsScheduled = false;
            return -1;
        }

        var leaves = QueueOf(ref state).Oldest.Time + state.Span;
        if (leaves > _clock)
        {
            return leaves;
        }

        state.IsScheduled = false;
        _markDirty(state.Node);
        return -1;
    }
}

/// <summary>Length and parameter of a function over time, which equal nodes share.</summary>
internal readonly record struct WindowSpan(long Ticks, double Parameter);
