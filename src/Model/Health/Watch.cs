using RouterAlertAssurance.Model.Collections;
using RouterAlertAssurance.Model.Graphs;

namespace RouterAlertAssurance.Model.Health;

/// <summary>
/// Marks every node below one whose health depends on more than what its direct dependencies pass up: a weighted group takes values apart, an own
/// symptom looks for what explains it. Such a node has to know of changes that the nodes between hide; from an unmarked node nobody has to be
/// told. Where a node is marked, so is all below it. A mark may outlive its reason: that costs time, never a result.
/// </summary>
internal sealed class Watch
{
    private Watch(PersistentArray<bool> marks, int stale) => (Marks, Stale) = (marks, stale);

    private PersistentArray<bool> Marks { get; }

    /// <summary>How many marks were set since all were set anew: as many may be out of date.</summary>
    private int Stale { get; }

    public static bool LooksBelow(AssuranceNode node, NodeHealth? health) => health?.LooksBelow == true || HasWeighted(node);

    public static Watch Of(GraphStore store, Func<int, NodeHealth?> healthAt)
    {
        var builder = new Builder(store, PersistentArray<bool>.Empty.ToBuilder(), 0);
        builder.Extend();
        foreach (var slot in store.Used().Where(slot => LooksBelow(store.Nodes[slot]!, healthAt(slot))))
        {
            builder.MarkBelow(slot);
        }

        return builder.ToImmutable(0);
    }

    public Builder ToBuilder(GraphStore store)
    {
        var builder = new Builder(store, Marks.ToBuilder(), Stale);
        builder.Extend();
        return builder;
    }

    /// <summary>Whether so many marks may be out of date that to set all anew pays off.</summary>
    public bool IsWorn => Stale > 10_000 && Stale > Marks.Length / 4;

    private static bool HasWeighted(AssuranceNode node)
    {
        foreach (var group in node.Groups)
        {
            if (group.Combination == GroupCombination.Weighted)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The marks while they are changed.</summary>
    public sealed class Builder(GraphStore store, PersistentArray<bool>.Builder marks, int stale)
    {
        private readonly Stack<int> _open = new();
        private int _stale = stale;

        public bool this[int slot] => marks[slot];

        public void Extend() => marks.Extend(store.Nodes.Length);

        public void MarkBelow(int slot)
        {
            _open.Push(slot);
            while (_open.TryPop(out var above))
            {
                foreach (var target in store.TargetsAt(above))
                {
                    if (!marks[target])
                    {
                        marks[target] = true;
                        _stale++;
                        _open.Push(target);
                    }
                }
            }
        }

        public Watch ToImmutable() => ToImmutable(_stale);

        public Watch ToImmutable(int count) => new(marks.ToImmutable(), count);
    }
}
