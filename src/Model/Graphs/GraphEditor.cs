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
    private readonly List<int> _written = [];
    private readonly List<int> _removed = [];
    private readonly List<int> _touched = [];
    private readonly List<int> _grown = [];
    private readonly List<int> _rewired = [];
    private readonly List<GraphRefusal> _refusals = [];
    private bool _structural;

    private GraphEditor(AssuranceGraph before)
    {
        _before = before;
        var store = before.Store;
        _slots = store.Slots.ToBuilder();
        _nodes = store.Nodes.ToBuilder();
        _targets = store.Targets.ToBuilder();
        _dependents = store.Dependents.ToBuilder();
        _levels = store.Levels.ToBuilder();
        _withMaintenance = store.WithMaintenance.ToBuilder();
    }

    public static GraphEditResult Apply(AssuranceGraph before, GraphEdit edit, Func<AssuranceNode, AssuranceNode> stamp, DateTimeOffset time)
    {
        var editor = new GraphEditor(before);
        editor.Write(edit, stamp);
        editor.Wire();
        editor.CheckGraph();
        return editor.Finish(time);
    }

    private void Write(GraphEdit edit, Func<AssuranceNode, AssuranceNode> stamp)
    {
        var named = new HashSet<int>(edit.Upserts.Length);
        var twice = new List<SubserviceId>();
        foreach (var node in edit.Upserts)
        {
            var slot = _slots.Add(node.Id, out var isNew);
            if (isNew)
            {
                Extend(_slots.Length);
                _touched.Add(slot);
            }

            if (!named.Add(slot))
            {
                twice.Add(node.Id);
            }

            Write(slot, node, stamp);
        }

        foreach (var id in edit.Removals)
        {
            var slot = _slots.Find(id);
            if (slot >= 0 && named.Contains(slot))
            {
                twice.Add(id);
            }
            else if (slot >= 0 && _nodes[slot] is not null)
            {
                _nodes[slot] = null;
                _removed.Add(slot);
                _touched.Add(slot);
                _withMaintenance.Remove(id);
                _structural = true;
            }
        }

        _refusals.InsertRange(0, twice.Distinct().Select(id => GraphRefusal.Conflict(id, "is named more than once in one edit")));
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
        _refusals.AddRange(NodeRules.Check(node));
        if (node.Maintenance is not null)
        {
            _withMaintenance.Add(node.Id);
        }
        else if (old?.Maintenance is not null)
        {
            _withMaintenance.Remove(node.Id);
        }
    }

    private void Wire()
    {
        foreach (var slot in _written)
        {
            Wire(slot, TargetsOf(_nodes[slot]!));
        }

        foreach (var slot in _removed)
        {
            Wire(slot, []);
            _levels[slot] = 0;
        }

        _edges.ApplyTo(_dependents);
    }

    // A target that is not there is left out here and refused later.
    private int[] TargetsOf(AssuranceNode node)
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
        // A target that this very edit takes away is reported once, as still depended upon.
        foreach (var node in _written.Select(slot => _nodes[slot]!).Where(node => node.Dependencies.Length > 0))
        {
            if (TargetsAt(_slots.Find(node.Id)).Length < node.Dependencies.Length)
            {
                _refusals.AddRange(node.Dependencies.Where(edge => _slots.Find(edge.Target) < 0).Select(edge => GraphRefusal.Dangling(node.Id, edge.Target)));
            }
        }

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
            Added = [.. _written.Where(slot => !WasThere(slot)).Select(slots.IdAt)],
            Changed = [.. _written.Where(WasThere).Select(slots.IdAt)],
            Removed = removed,
        };
    }

    private bool WasThere(int slot) => _before.Store.NodeAt(slot) is not null;
}
