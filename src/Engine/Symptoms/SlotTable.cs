using RouterAlertAssurance.Expressions.Evaluation;

namespace RouterAlertAssurance.Engine;

/// <summary>The symptoms of all subservices by number, those of one subservice in a row.</summary>
internal sealed class SlotTable
{
    private readonly Dictionary<int, Stack<int>> _free = [];
    private readonly ChunkedArray<SymptomSlot> _slots = new();
    private int _end;

    public ref SymptomSlot this[int slot] => ref _slots[slot];

    /// <summary>Takes so many slots in a row for a subservice, and returns the first.</summary>
    public int Add(int subservice, int count)
    {
        var first = _free.TryGetValue(count, out var rows) && rows.TryPop(out var free) ? free : Append(count);
        for (var slot = first; slot < first + count; slot++)
        {
            _slots[slot] = new SymptomSlot { Subservice = subservice };
        }

        return first;
    }

    /// <summary>Frees a row; one of the same length takes its place.</summary>
    public void Remove(int first, int count)
    {
        for (var slot = first; slot < first + count; slot++)
        {
            _slots[slot] = new SymptomSlot { Subservice = SymptomSlot.None };
        }

        (_free.TryGetValue(count, out var rows) ? rows : _free[count] = new Stack<int>()).Push(first);
    }

    private int Append(int count)
    {
        var first = _end;
        _end += count;
        _slots.Extend(_end);
        return first;
    }
}
