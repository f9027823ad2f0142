using RouterAlertAssurance.Model.Collections;
using RouterAlertAssurance.Model.Graphs;

namespace RouterAlertAssurance.Model.Health;

/// <summary>Nodes that are to be evaluated again, dependencies first; a node that passes something else up than before adds those above it.</summary>
internal sealed class Worklist(GraphStore store, PersistentArray<NodeHealth?>.Builder results, Watch.Builder watch)
{
    private readonly PriorityQueue<int, int> _open = new();
    private readonly HashSet<int> _added = [];
    private readonly HashSet<int> _edited = [];
    private readonly HashSet<int> _searched = [];
    private readonly Stack<int> _search = new();

    public Watch.Builder Watch => watch;

    public void Add(int slot)
    {
        if (_added.Add(slot))
        {
            _open.Enqueue(slot, store.Levels[slot]);
        }
    }

    /// <summary>A node that is new, or has other dependencies: to those who look below it that is a change even where it passes the same up.</summary>
    public void AddEdited(int slot)
    {
        _edited.Add(slot);
        Add(slot);
        if (watch[slot])
        {
            watch.MarkBelow(slot);
        }
    }

    public bool TryTake(out int slot) => _open.TryDequeue(out slot, out _);

    public void Done(int slot, NodeHealth? before, NodeHealth after)
    {
        var isEdited = _edited.Contains(slot);
        if (before is null || isEdited || !after.PassesUpTheSameAs(before))
        {
            foreach (var above in store.DependentsAt(slot))
            {
                Add(above);
            }
        }

        if (Health.Watch.LooksBelow(store.Nodes[slot]!, after))
        {
            watch.MarkBelow(slot);
        }

        if (watch[slot] && (before is null || isEdited || !after.LooksTheSameAs(before)))
        {
            AddWatching(slot);
        }
    }

    private void AddWatching(int slot)
    {
        _search.Push(slot);
        while (_search.TryPop(out var below))
        {
            foreach (var above in store.DependentsAt(below))
            {
                if (Health.Watch.LooksBelow(store.Nodes[above]!, results[above]))
                {
                    Add(above);
                }

                if (watch[above] && _searched.Add(above))
                {
                    _search.Push(above);
                }
            }
        }
    }
}
