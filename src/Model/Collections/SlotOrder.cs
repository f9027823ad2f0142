namespace RouterAlertAssurance.Model.Collections;

/// <summary>
/// The slots of a table in the order of their identities, sorted when first asked for. A later version is sorted from the one before it: only
/// what came and went since is sorted anew.
/// </summary>
internal sealed class SlotOrder
{
    private readonly SlotTable _table;
    private readonly int[]? _base;
    private readonly int[] _touched;
    private int[]? _sorted;

    private SlotOrder(SlotTable table, int[]? sorted, int[] touched) => (_table, _base, _touched) = (table, sorted, touched);

    public static SlotOrder Of(SlotTable table) => new(table, null, []);

    public int[] Slots => _sorted ??= _base is null ? Sorted(Enumerable.Range(0, _table.Length)) : Merged(_base);

    /// <summary>The order of a later version, in which slots were taken or freed.</summary>
    public SlotOrder Next(SlotTable table, IReadOnlyCollection<int> touched)
    {
        if (touched.Count == 0)
        {
            return new(table, _base, _touched) { _sorted = _sorted };
        }

        var known = _sorted ?? _base;
        int[] since = _sorted is null ? [.. _touched, .. touched] : [.. touched];
        return known is null || since.Length > known.Length / 4 ? Of(table) : new(table, known, since);
    }

    private int[] Sorted(IEnumerable<int> slots)
    {
        int[] used = [.. slots.Where(_table.IsUsed)];
        var ids = Array.ConvertAll(used, _table.IdAt);
        Array.Sort(ids, used);
        return used;
    }

    private int[] Merged(int[] known)
    {
        var touched = _touched.ToHashSet();
        var changed = Sorted(touched);
        var result = new int[_table.Count];
        var (to, from) = (0, 0);
        foreach (var slot in known)
        {
            if (touched.Contains(slot))
            {
                continue;
            }

            while (from < changed.Length && _table.IdAt(changed[from]) < _table.IdAt(slot))
            {
                result[to++] = changed[from++];
            }

            result[to++] = slot;
        }

        changed.AsSpan(from).CopyTo(result.AsSpan(to));
        return result;
    }
}
