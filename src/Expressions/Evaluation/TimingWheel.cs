using RouterAlertAssurance.Expressions.Evaluation;

namespace RouterAlertAssurance.Expressions;

/// <summary>
/// Numbers by the time at which something is due for them. Setting and taking cost constant time, and nothing is allocated for either once there was
/// room for as many. A slot is so short (3.3 ms) that looking again at those of the slot in progress, each time the clock is set, costs little, and the
/// work of a second is spread over it; what is further away than a turn (107 s) is looked at once in each turn.
/// </summary>
public sealed class TimingWheel
{
    private const int Size = 1 << 15;
    private const int SlotBits = 15;
    private const int None = -1;

    // The first entry of each slot; the others follow from it.
    private readonly int[] _first = new int[Size];
    private readonly ChunkedArray<Entry> _entries = new();
    private int _end;
    private int _free = None;
    private long _last = long.MinValue;

    public TimingWheel() => Array.Fill(_first, None);

    /// <summary>Puts a number in.</summary>
    /// <param name="item">Any number; one may be in more than once.</param>
    /// <param name="mark">Given back with it.</param>
    /// <param name="ticks">When it is due.</param>
    public void Add(int item, int mark, long ticks)
    {
        var entry = _free;
        if (entry == None)
        {
            entry = _end++;
            _entries.Extend(_end);
        }
        else
        {
            _free = _entries[entry].Next;
        }

        _entries[entry] = new() { Item = item, Mark = mark };
        Link(entry, ticks);
    }

    /// <summary>
    /// Calls <paramref name="due"/> for every number that may be due by <paramref name="now"/>, in ticks; it answers when to come again, or -1 to leave.
    /// </summary>
    public void Turn(long now, Func<int, int, long> due)
    {
        ArgumentNullException.ThrowIfNull(due);
        var target = SlotOf(now);
        var from = _last == long.MinValue || target - _last >= Size ? target - Size + 1 : _last;
        for (var slot = from; slot <= target; slot++)
        {
            Visit(Place(slot), due);
        }

        _last = Math.Max(_last, target);
    }

    // The slot is emptied first: what stays for a later turn, or for later within the slot, is put in again.
    private void Visit(int place, Func<int, int, long> due)
    {
        var entry = _first[place];
        _first[place] = None;
        while (entry != None)
        {
            var (item, mark, following) = (_entries[entry].Item, _entries[entry].Mark, _entries[entry].Next);
            var next = due(item, mark);
            if (next >= 0)
            {
                Link(entry, next);
            }
            else
            {
                _entries[entry].Next = _free;
                _free = entry;
            }

            entry = following;
        }
    }

    private void Link(int entry, long ticks)
    {
        // Never into the past, or it would wait for a whole turn.
        ref var first = ref _first[Place(Math.Max(SlotOf(ticks), _last))];
        _entries[entry].Next = first;
        first = entry;
    }

    private static long SlotOf(long ticks) => ticks >> SlotBits;

    private static int Place(long slot) => (int)(slot & (Size - 1));

    private struct Entry
    {
        public int Item;
        public int Mark;
        public int Next;
    }
}
