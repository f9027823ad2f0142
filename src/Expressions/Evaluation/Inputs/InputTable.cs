namespace RouterAlertAssurance.Expressions.Evaluation;

/// <summary>The inputs of the graph by number.</summary>
internal sealed class InputTable
{
    private readonly Stack<int> _free = new();
    private readonly ChunkedArray<InputSlot> _slots = new();
    private readonly ChunkedArray<CounterTracker> _trackers = new();
    private int _end;

    public int Count => _end - _free.Count;

    public ref InputSlot this[int input] => ref _slots[input];

    public ref CounterTracker TrackerOf(int input) => ref _trackers[input];

    public int Add(InputDeclaration declaration)
    {
        if (!_free.TryPop(out var input))
        {
            input = _end++;
            _slots.Extend(_end);
            _trackers.Extend(_end);
        }

        _slots[input] = new InputSlot(declaration);
        _trackers[input] = default;
        return input;
    }

    public void Free(int input)
    {
        _slots[input] = default;
        _free.Push(input);
    }
}
