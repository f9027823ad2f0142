namespace RouterAlertAssurance.Expressions.Evaluation;

/// <summary>Windows by the second in which their oldest sample leaves. Setting and taking cost constant time.</summary>
internal sealed class ExpiryWheel
{
    private const int Size = 4096;
    private readonly (int Window, int Mark)[][] _slots = [.. Enumerable.Repeat<(int, int)[]>([], Size)];
    private readonly int[] _counts = new int[Size];
    private long _second = long.MinValue;

    public void Add(int window, int mark, long ticks)
    {
        // Never into the past, or it would wait for a whole turn.
        var second = Math.Max(SecondOf(ticks), _second == long.MinValue ? long.MinValue : _second);
        var slot = (int)(second & (Size - 1));
        if (_counts[slot] == _slots[slot].Length)
        {
            Array.Resize(ref _slots[slot], Math.Max(8, _counts[slot] * 2));
        }

        _slots[slot][_counts[slot]++] = (window, mark);
    }

    /// <summary>
    /// Calls <paramref name="due"/> for every window that may be due by <paramref name="now"/>; it answers when to come again, in ticks, or -1.
    /// </summary>
    public void Turn(long now, Func<int, int, long> due)
    {
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
            var (window, mark) = _slots[slot][i];
            var next = due(window, mark);
            if (next >= 0 && (SecondOf(next) & (Size - 1)) == slot)
            {
                _slots[slot][kept++] = (window, mark);
            }
            else if (next >= 0)
            {
                Add(window, mark, next);
            }
        }

        _counts[slot] = kept;
    }

    private static long SecondOf(long ticks) => ticks / TimeSpan.TicksPerSecond;
}
