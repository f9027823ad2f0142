using RouterAlertAssurance.Model.Collections;

namespace RouterAlertAssurance.Model.Graphs;

/// <summary>Keeps <see cref="GraphStore.Levels"/> right while edges change.</summary>
internal static class Levels
{
    /// <summary>Computes the level of every node; false when a loop makes that impossible.</summary>
    /// <param name="used">The slots of all nodes.</param>
    /// <param name="targets">The slots a node depends on.</param>
    /// <param name="dependents">The slots that depend on a node.</param>
    /// <param name="levels">Where to write them.</param>
    public static bool Compute(IReadOnlyCollection<int> used, Func<int, int[]> targets, Func<int, int[]> dependents, PersistentArray<int>.Builder levels)
    {
        var open = new int[levels.Length];
        var ready = new Queue<int>();
        foreach (var slot in used)
        {
            open[slot] = targets(slot).Length;
            levels[slot] = 0;
            if (open[slot] == 0)
            {
                ready.Enqueue(slot);
            }
        }

        var done = 0;
        while (ready.TryDequeue(out var slot))
        {
            done++;
            foreach (var above in dependents(slot))
            {
                levels[above] = Math.Max(levels[above], levels[slot] + 1);
                if (--open[above] == 0)
                {
                    ready.Enqueue(above);
                }
            }
        }

        return done == used.Count;
    }

    /// <summary>Brings the levels of nodes whose dependencies changed up to date, and of those above them. There must be no loop.</summary>
    public static void Update(IEnumerable<int> changed, Func<int, int[]> targets, Func<int, int[]> dependents, PersistentArray<int>.Builder levels)
    {
        var open = new PriorityQueue<int, int>(changed.Select(slot => (slot, levels[slot])));
        while (open.TryDequeue(out var slot, out _))
        {
            var level = 0;
            foreach (var target in targets(slot))
            {
                level = Math.Max(level, levels[target] + 1);
            }

            if (level == levels[slot])
            {
                continue;
            }

            levels[slot] = level;
            foreach (var above in dependents(slot))
            {
                open.Enqueue(above, level + 1);
            }
        }
    }
}
