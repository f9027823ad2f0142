using System.Collections.Immutable;
using RouterAlertAssurance.Model.Collections;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Model.Graphs;

/// <summary>One edit on its way from an old snapshot to a new one.</summary>
internal sealed class GraphEditor
{
    private readonly AssuranceGraph _before;
    private readonly SlotTable.Builder _slots;
    private readonly PersistentArray<AssuranceNode?>.Builder _nodes;
    private readonly PersistentArray<int[]?>.Builder _targets;
    private readonly PersistentArray<int[]?>.Builder _dependents;
    private readonly PersistentArray<int>.Builder _levels;
    private readonly ImmutableSortedSet<SubserviceId>.Builder _withMaintenance;
    private readonly EdgeChanges _edges = new();
    private readonly HashSet<int> _named = [];
    private readonly List<SubserviceId> _twice = [];
    private readonly List<int> _dangling = [];
    private readonly List<int> _written = [];
    private readonly List<int> _removed = [];
    private readonly List<int> _touched = [];
    private readonly List<int> _grown = [];
    private readonly List<int> _rewired = [];
    private readonly List<GraphRefusal> _refusals = [];
    private bool _structural;

    private GraphEditor(AssuranceGraph before, SlotTable slots)
    {
        _before = before;
        var store = before.Store;
        _slots = slots.ToBuilder();
        _nodes = store.Nodes.ToBuilder();
        _targets = store.Targets.ToBuilder();
        _dependents = store.Dependents.ToBuilder();
        _levels = store.Levels.ToBuilder();
        _withMaintenance = store.WithMaintenance.ToBuilder();
    }

    public static GraphEditResult Apply(AssuranceGraph before, GraphEdit edit, Func<AssuranceNode, AssuranceNode> stamp, DateTimeOffset time)
    {
        var editor = new GraphEditor(before, before.Store.Slots);
        editor.Write(edit.Upserts, stamp);
        editor.Remove(edit.Removals);
        return editor.Finish(time);
    }

    /// <summary>The graph of nodes that have their slots already; the table is shared.</summary>
    public static GraphEditResult Build(SubgraphUnion union)
    {
        var editor = new GraphEditor(AssuranceGraph.Empty, union.Slots);
        editor.Extend(union.Slots.Length);
        for (var slot = 0; slot < union.Slots.Length; slot++)
        {
            if (union.Members[slot].Node is { } node)
            {
                editor._touched.Add(slot);
                editor.Write(slot, node, node => node);
            }
        }

        return editor.Finish(DateTimeOffset.UnixEpoch);
    }

    // Every identity gets its slot before the first edge is followed: an edit names its nodes in any order.
    private void Write(ImmutableArray<AssuranceNode> upserts, Func<AssuranceNode, AssuranceNode> stamp)
    {
        var slots = new int[upserts.Length];
        for (var index = 0; index < slots.Length; index++)
        {
            slots[index] = _slots.Add(upserts[index].Id, out var isNew);
            if (isNew)
            {
                Extend(_slots.Length);
                _touched.Add(slots[index]);
            }

            if (!_named.Add(slots[index]))
            {
                _twice.Add(upserts[index].Id);
            }
        }

        for (var index = 0; index < slots.Length; index++)
        {
            Write(slots[index], upserts[index], stamp);
        }
    }

    private void Remove(ImmutableArray<SubserviceId> removals)
    {
        foreach (var id in removals)
        {
            var slot = _slots.Find(id);
            if (slot >= 0 && _named.Contains(slot))
            {
                _twice.Add(id);
            }
            else if (slot >= 0 && _nodes[slot] is not null)
            {
                _nodes[slot] = null;
                _levels[slot] = 0;
                _removed.Add(slot);
                _touched.Add(slot);
                _withMaintenance.Remove(id);
                _structural = true;
                Wire(slot, []);
            }
        }
    }

    private void Extend(int length)
    {
        _nodes.Extend(length);
        _targets.Extend(length);
        _dependents.Extend(length);
        _levels.Extend(length);
    }

    private void Write(int slot, AssuranceNode node, Func<AssuranceNode, AssuranceNode> stamp)
    {
        var old = _nodes[slot];
        if (old?.HasSameContentAs(node) == true)
        {
            return;
        }

        var isStructural = old is null || !old.HasSameStructureAs(node);
        _structural |= isStructural;
        _nodes[slot] = isStructural ? stamp(node) : node with { LastChange = old!.LastChange };
        _written.Add(slot);
        if (!NodeRules.IsPlain(node))
        {
            _refusals.AddRange(NodeRules.Check(node));
        }

        Wire(slot, TargetsOf(slot, node));
        if (node.Maintenance is not null)
        {
            _withMaintenance.Add(node.Id);
        }
        else if (old?.Maintenance is not null)
        {
            _withMaintenance.Remove(node.Id);
        }
    }

    // A target that is not there is left out here and refused later.
    private int[] TargetsOf(int slot, AssuranceNode node)
    {
        if (node.Dependencies.IsEmpty)
        {
            return [];
        }

        var targets = new int[node.Dependencies.Length];
        var count = 0;
        foreach (var dependency in node.Dependencies)
        {
            var target = _slots.Find(dependency.Target);
            if (target >= 0)
            {
                targets[count++] = target;
            }
        }

        if (count < targets.Length)
        {
            _dangling.Add(slot);
        }

        return count == targets.Length ? targets : targets[..count];
    }

    private void Wire(int slot, int[] now)
    {
        var old = _targets[slot] ?? [];
        if (old.AsSpan().SequenceEqual(now))
        {
            return;
        }

        _targets[slot] = now.Length == 0 ? null : now;
        _rewired.Add(slot);
        foreach (var target in old)
        {
            if (!now.Contains(target))
            {
                _edges.Remove(target, slot);
            }
        }

        var hasGrown = false;
        foreach (var target in now)
        {
            if (!old.Contains(target))
            {
                _edges.Add(target, slot);
                hasGrown = true;
            }
        }

        if (hasGrown)
        {
            _grown.Add(slot);
        }
    }

    private void CheckGraph()
    {
        _refusals.InsertRange(0, _twice.Distinct().Select(id => GraphRefusal.Conflict(id, "is named more than once in one edit")));

        // A target that this very edit takes away is reported once, as still depended upon.
        _refusals.AddRange(_dangling
            .Select(slot => _nodes[slot])
            .OfType<AssuranceNode>()
            .SelectMany(node => node.Dependencies.Where(edge => _slots.Find(edge.Target) < 0).Select(edge => GraphRefusal.Dangling(node.Id, edge.Target))));
        _refusals.AddRange(_removed
            .Where(slot => _dependents[slot] is not null)
            .Select(slot => GraphRefusal.StillDependedUpon(_slots.IdAt(slot), DependentsAt(slot).Select(_slots.IdAt).Order())));
        if (!SetLevels())
        {
            _refusals.Add(GraphRefusal.Cycle(Loop()));
        }
    }

    // Where most of the graph is written, one pass over all of it is cheaper than searching from what grew.
    private bool SetLevels()
    {
        if (_written.Count > _slots.Length / 4)
        {
            int[] used = [.. Enumerable.Range(0, _nodes.Length).Where(slot => _nodes[slot] is not null || _dependents[slot] is not null)];
            return Levels.Compute(used, TargetsAt, DependentsAt, _levels);
        }

        if (CycleSearch.Find(_grown, TargetsAt, DependentsAt).Count > 0)
        {
            return false;
        }

        Levels.Update(_rewired, TargetsAt, DependentsAt, _levels);
        return true;
    }

    private ImmutableArray<SubserviceId> Loop()
    {
        int[] starts = [.. _grown.OrderBy(_slots.IdAt)];
        ImmutableArray<SubserviceId> loop = [.. CycleSearch.Find(starts, TargetsAt, DependentsAt).Select(_slots.IdAt)];
        var least = loop.IndexOf(loop.Min());
        return [.. loop[least..], .. loop[..least]];
    }

    private int[] TargetsAt(int slot) => _targets[slot] ?? [];

    private int[] DependentsAt(int slot) => _dependents[slot] ?? [];

    private GraphEditResult Finish(DateTimeOffset time)
    {
        _edges.ApplyTo(_dependents);
        CheckGraph();
        if (_refusals.Count > 0 || _written.Count + _removed.Count == 0)
        {
            return new() { Graph = _before, Refusals = [.. _refusals] };
        }

        ImmutableArray<SubserviceId> removed = [.. _removed.Select(_slots.IdAt)];
        _removed.ForEach(_slots.Remove);
        var slots = _slots.ToImmutable();
        var store = new GraphStore
        {
            Slots = slots,
            Order = _before.Store.Order.Next(slots, _touched),
            Nodes = _nodes.ToImmutable(),
            Targets = _targets.ToImmutable(),
            Dependents = _dependents.ToImmutable(),
            Levels = _levels.ToImmutable(),
            WithMaintenance = _withMaintenance.ToImmutable(),
        };

        // A clock that was set back must not make the graph older than one of its nodes.
        var lastChange = _structural && time > _before.LastChange ? time : _before.LastChange;
        return new()
        {
            Graph = new(_before.Version + 1, lastChange, store),
            Added = Identities(slots, slot => !WasThere(slot)),
            Changed = Identities(slots, WasThere),
            Removed = removed,
        };
    }

    private ImmutableArray<SubserviceId> Identities(SlotTable slots, Func<int, bool> isMeant) => [.. _written.Where(isMeant).Select(slots.IdAt)];

    private bool WasThere(int slot) => _before.Store.NodeAt(slot) is not null;
}
