namespace RouterAlertAssurance.Engine;

/// <summary>The symptoms of all subservices by number.</summary>
internal sealed class SlotTable
{
    private readonly Stack<int> _free = new();
    private SymptomSlot[] _slots = new SymptomSlot[64];
    private int _end;

    public ref SymptomSlot this[int slot] => ref _slots[slot];

    public int Add(int subservice, int index)
    {
        if (!_free.TryPop(out var slot))
        {
            if (_end == _slots.Length)
            {
                Reserve(_end * 2);
            }

            slot = _end++;
        }

        _slots[slot] = new SymptomSlot { Subservice = subservice, Index = index, Texts = [] };
        return slot;
    }

    /// <summary>Makes room for so many symptoms in all.</summary>
    public void Reserve(int count) => Array.Resize(ref _slots, Math.Max(count, _slots.Length));

    public void Remove(int slot)
    {
        _slots[slot] = new SymptomSlot { Subservice = SymptomSlot.None };
        _free.Push(slot);
    }
}
