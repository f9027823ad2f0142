namespace RouterAlertAssurance.Expressions.Evaluation;

/// <summary>The inputs of the graph by number.</summary>
internal sealed class InputTable
{
    private readonly Stack<int> _free = new();
    private InputSlot[] _slots = new InputSlot[64];
    private CounterTracker[] _trackers = new CounterTracker[64];
    private int _end;

    public int Count => _end - _free.Count;

    public ref InputSlot this[int input] => ref _slots[input];

    public ref CounterTracker TrackerOf(int input) => ref _trackers[input];

    public int Add(InputDeclaration declaration)
    {
        if (!_free.TryPop(out var input))
        {
            if (_end == _slots.Length)
            {
                Array.Resize(ref _slots, _end * 2);
                Array.Resize(ref _trackers, _end * 2);
            }

            input = _end++;
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
