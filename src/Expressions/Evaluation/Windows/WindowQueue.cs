using RouterAlertAssurance.Expressions.Compilation;

namespace RouterAlertAssurance.Expressions.Evaluation;

/// <summary>The queue of one window: samples come in at its end and leave at its head.</summary>
internal readonly ref struct WindowQueue(ref WindowState state, BlockStore<WindowEntry> store, Operation operation)
{
    private readonly ref WindowState _state = ref state;

    private Span<WindowEntry> Entries => store[_state.Block, _state.Size];

    private int Mask => (1 << _state.Size) - 1;

    public ref WindowEntry this[int index] => ref Entries[(_state.Head + index) & Mask];

    public ref WindowEntry Oldest => ref this[0];

    public ref WindowEntry Newest => ref this[_state.Count - 1];

    /// <summary>All entries together.</summary>
    public double Total => _state.Count == 0 ? Neutral
        : _state.Front == 0 ? Combine(_state.Back, Newest.Combined)
        : Combine(Combine(Oldest.Combined, _state.Back), Newest.Combined);

    /// <summary>All entries but the oldest together; there are at least two.</summary>
    public double TotalButOldest
    {
        get
        {
            if (_state.Front == 0)
            {
                TurnBackIntoFront();
            }

            return Combine(_state.Front > 1 ? Combine(this[1].Combined, _state.Back) : _state.Back, Newest.Combined);
        }
    }

    public void Push(long time, long value, double contribution)
    {
        if (_state.Block == WindowState.NoBlock)
        {
            (_state.Block, _state.Size) = (store.Allocate(BlockSizes.Smallest), BlockSizes.Smallest);
        }
        else if (_state.Count > Mask)
        {
            MakeRoom();
        }

        if (_state.Count > 0)
        {
            _state.Back = Combine(_state.Back, Newest.Combined);
        }

        Entries[(_state.Head + _state.Count) & Mask] = new WindowEntry(time, value, contribution);
        _state.Count++;
    }

    /// <summary>Puts another value in the place of the newest one.</summary>
    public void Replace(long value, double contribution) => Newest = Newest with { Value = value, Combined = contribution };

    public void Pop()
    {
        if (_state.Count == 1)
        {
            Clear();
            return;
        }

        if (_state.Front == 0)
        {
            TurnBackIntoFront();
        }

        _state.Head = (_state.Head + 1) & Mask;
        _state.Count--;
        _state.Front--;
    }

    public void Clear()
    {
        (_state.Head, _state.Count, _state.Front) = (0, 0, 0);
        _state.Back = Neutral;
    }

    public double Neutral => operation switch
    {
        Operation.WindowMinimum => double.PositiveInfinity,
        Operation.WindowMaximum => double.NegativeInfinity,
        _ => 0,
    };

    private double Combine(double a, double b) => operation switch
    {
        Operation.WindowMinimum => Math.Min(a, b),
        Operation.WindowMaximum => Math.Max(a, b),
        _ => a + b,
    };

    private void TurnBackIntoFront()
    {
        var combined = Neutral;
        for (var i = _state.Count - 2; i >= 0; i--)
        {
            combined = Combine(this[i].Combined, combined);
            this[i].Combined = combined;
        }

        _state.Front = _state.Count - 1;
        _state.Back = Neutral;
    }

    private void MakeRoom()
    {
        var size = (byte)(_state.Size + 1);
        var block = store.Allocate(size);
        var target = store[block, size];
        for (var i = 0; i < _state.Count; i++)
        {
            target[i] = this[i];
        }

        store.Free(_state.Block, _state.Size);
        (_state.Block, _state.Size, _state.Head) = (block, size, 0);
    }
}
