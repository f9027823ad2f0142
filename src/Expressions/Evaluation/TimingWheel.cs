namespace RouterAlertAssurance.Expressions;

/// <summary>Numbers by the second in which something is due for them. Setting and taking cost constant time, and nothing is allocated for either.</summary>
public sealed class TimingWheel
{
    private const int Size = 4096;
    private readonly (int Item, int Mark)[][] _slots = [.. Enumerable.Repeat<(int, int)[]>([], Size)];
    private readonly int[] _counts = new int[Size];

    // A second that has passed gives its array to one that comes, or each second of the day would keep the largest it ever needed.
    private readonly Stack<(int Item, int Mark)[]> _spare = new();
    private long _second = long.MinValue;

    /// <summary>Puts a number in.</summary>
    /// <param name="item">Any number; one may be in more than once.</param>
    /// <param name="mark">Given back with it.</param>
    /// <param name="ticks">When it is due.</param>
    public void Add(int item, int mark, long ticks)
    {
        // Never into the past, or it would wait for a whole turn.
        var second = Math.Max(SecondOf(ticks), _second == long.MinValue ? long.MinValue : _second);
        var slot = (int)(second & (Size - 1));
        if (_counts[slot] == _slots[slot].Length)
        {
            Grow(slot);
        }

        _slots[slot][_counts[slot]++] = (item, mark);
    }

    /// <summary>
    /// Calls <paramref name="due"/> for every number that may be due by <paramref name="now"/>, in ticks; it answers when to come again, or -1 to leave.
    /// </summary>
    public void Turn(long now, Func<int, int, long> due)
    {
        ArgumentNullException.ThrowIfNull(due);
        var target = SecondOf(now);
        var from = _second == long.MinValue || target - _second >= Size ? target - Size + 1 : _second;
        for (var second = from; second <= target; second++)
        {
            Visit((int)(second & (Size - 1)), due);
        }

        _second = Math.Max(_second, target);
    }

    private void Visit(int slot, Func<int, int, long> due)
    {
        var (count, kept) = (_counts[slot], 0);
        for (var i = 0; i < count; i++)
        {
            var (item, mark) = _slots[slot][i];
            var next = due(item, mark);
            if (next >= 0 && (SecondOf(next) & (Size - 1)) == slot)
            {
                _slots[slot][kept++] = (item, mark);
            }
            else if (next >= 0)
            {
                Add(item, mark, next);
            }
        }

        _counts[slot] = kept;
        if (kept == 0 && count > 0)
        {
            _spare.Push(_slots[slot]);
            _slots[slot] = [];
        }
    }

    private void Grow(int slot)
    {
        var count = _counts[slot];
        var larger = _spare.TryPeek(out var spare) && spare.Length > count ? _spare.Pop() : new (int Item, int Mark)[Math.Max(8, count * 2)];
        _slots[slot].AsSpan(0, count).CopyTo(larger);
        _slots[slot] = larger;
    }

    private static long SecondOf(long ticks) => ticks / TimeSpan.TicksPerSecond;
}
