namespace RouterAlertAssurance.Expressions.Evaluation;

/// <summary>Small whole numbers, each once.</summary>
internal sealed class ChangedSet
{
    private bool[] _contained = [];
    private int[] _items = new int[64];
    private int _count;

    public ReadOnlySpan<int> Items => _items.AsSpan(0, _count);

    public void Add(int item)
    {
        if (item >= _contained.Length)
        {
            Array.Resize(ref _contained, Math.Max(64, Math.Max(item + 1, _contained.Length * 2)));
        }

        if (_contained[item])
        {
            return;
        }

        if (_count == _items.Length)
        {
            Array.Resize(ref _items, _count * 2);
        }

        _contained[item] = true;
        _items[_count++] = item;
    }

    public void Clear()
    {
        foreach (var item in Items)
        {
            _contained[item] = false;
        }

        _count = 0;
    }
}
