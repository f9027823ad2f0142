using System.Runtime.InteropServices;
using RouterAlertAssurance.Model.Collections;

namespace RouterAlertAssurance.Model.Graphs;

/// <summary>The edges that an edit adds and takes away, applied to the lists of dependents at once: each list is written once.</summary>
internal sealed class EdgeChanges
{
    private readonly List<long> _added = [];
    private readonly List<long> _removed = [];

    public void Add(int target, int from) => _added.Add(Edge(target, from));

    public void Remove(int target, int from) => _removed.Add(Edge(target, from));

    public void ApplyTo(PersistentArray<int[]?>.Builder dependents)
    {
        _added.Sort();
        _removed.Sort();
        var added = CollectionsMarshal.AsSpan(_added);
        var removed = CollectionsMarshal.AsSpan(_removed);
        while (added.Length + removed.Length > 0)
        {
            var target = Math.Min(TargetOf(added), TargetOf(removed));
            var (toAdd, toRemove) = (CountOf(added, target), CountOf(removed, target));
            dependents[target] = With(dependents[target] ?? [], added[..toAdd], removed[..toRemove]);
            added = added[toAdd..];
            removed = removed[toRemove..];
        }
    }

    private static long Edge(int target, int from) => ((long)target << 32) | (uint)from;

    private static int TargetOf(ReadOnlySpan<long> edges) => edges.IsEmpty ? int.MaxValue : (int)(edges[0] >> 32);

    private static int CountOf(ReadOnlySpan<long> edges, int target)
    {
        var count = 0;
        while (TargetOf(edges[count..]) == target)
        {
            count++;
        }

        return count;
    }

    private static int[]? With(int[] before, ReadOnlySpan<long> added, ReadOnlySpan<long> removed)
    {
        var after = new int[before.Length - removed.Length + added.Length];
        var count = 0;
        foreach (var from in before)
        {
            if (!Contains(removed, from))
            {
                after[count++] = from;
            }
        }

        foreach (var edge in added)
        {
            after[count++] = (int)edge;
        }

        return count == 0 ? null : after;
    }

    private static bool Contains(ReadOnlySpan<long> edges, int from) => !edges.IsEmpty && edges.BinarySearch((edges[0] & ~(long)uint.MaxValue) | (uint)from) >= 0;
}
