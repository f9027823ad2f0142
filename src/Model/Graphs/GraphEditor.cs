using System.Collections.Immutable;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Model.Graphs;

/// <summary>One edit on its way from an old snapshot to a new one.</summary>
internal sealed class GraphEditor
{
    private readonly AssuranceGraph _before;
    private readonly ImmutableSortedDictionary<SubserviceId, AssuranceNode>.Builder _nodes;
    private readonly ImmutableSortedDictionary<SubserviceId, ImmutableSortedSet<SubserviceId>>.Builder _dependents;
    private readonly ImmutableSortedSet<SubserviceId>.Builder _withMaintenance;
    private readonly HashSet<SubserviceId> _grown = [];
    private readonly List<GraphRefusal> _refusals = [];
    private bool _structural;

    private GraphEditor(AssuranceGraph before)
    {
        _before = before;
        _nodes = before.NodeMap.ToBuilder();
        _dependents = before.Dependents.ToBuilder();
        _withMaintenance = before.WithMaintenance.ToBuilder();
    }

    public static GraphEditResult Apply(AssuranceGraph before, GraphEdit edit, Func<AssuranceNode, AssuranceNode> stamp, DateTimeOffset time)
    {
        var upserts = edit.Upserts.Where(node => !(before.NodeMap.TryGetValue(node.Id, out var old) && old.HasSameContentAs(node))).ToList();
        var removals = edit.Removals.Where(before.NodeMap.ContainsKey).Distinct().ToList();
        var editor = new GraphEditor(before);
        editor.CheckEdit(edit, upserts);
        upserts.ForEach(node => editor.Write(node, stamp));
        removals.ForEach(editor.Remove);
        editor.CheckGraph(upserts, removals);
        return editor.Finish(upserts, removals, time);
    }

    private void CheckEdit(GraphEdit edit, List<AssuranceNode> upserts)
    {
        var named = edit.Upserts.Select(node => node.Id).Concat(edit.Removals.Distinct());
        _refusals.AddRange(named
            .GroupBy(id => id)
            .Where(same => same.Skip(1).Any())
            .Select(same => GraphRefusal.Conflict(same.Key, "is named more than once in one edit")));
        _refusals.AddRange(upserts.SelectMany(NodeRules.Check));
    }

    private void Write(AssuranceNode node, Func<AssuranceNode, AssuranceNode> stamp)
    {
        var old = _nodes.GetValueOrDefault(node.Id);
        var isStructural = old is null || !old.HasSameStructureAs(node);
        _structural |= isStructural;
        _nodes[node.Id] = isStructural ? stamp(node) : node with { LastChange = old!.LastChange };
        MoveEdges(node.Id, old?.Dependencies ?? [], node.Dependencies);
        if (node.Maintenance is null)
        {
            _withMaintenance.Remove(node.Id);
        }
        else
        {
            _withMaintenance.Add(node.Id);
        }
    }

    private void Remove(SubserviceId id)
    {
        MoveEdges(id, _nodes[id].Dependencies, []);
        _nodes.Remove(id);
        _withMaintenance.Remove(id);
        _structural = true;
    }

    private void MoveEdges(SubserviceId id, ImmutableArray<Dependency> before, ImmutableArray<Dependency> after)
    {
        var old = before.Select(dependency => dependency.Target).ToHashSet();
        var now = after.Select(dependency => dependency.Target).ToHashSet();
        foreach (var target in old.Where(target => !now.Contains(target)))
        {
            var rest = _dependents[target].Remove(id);
            if (rest.IsEmpty)
            {
                _dependents.Remove(target);
            }
            else
            {
                _dependents[target] = rest;
            }
        }

        foreach (var target in now.Where(target => !old.Contains(target)))
        {
            _dependents[target] = _dependents.GetValueOrDefault(target, []).Add(id);
            _grown.Add(id);
        }
    }

    private void CheckGraph(List<AssuranceNode> upserts, List<SubserviceId> removals)
    {
        // A target that this very edit takes away is reported once, as still depended upon.
        var gone = removals.ToHashSet();
        _refusals.AddRange(upserts.SelectMany(node => node.Dependencies
            .Select(dependency => dependency.Target)
            .Where(target => !_nodes.ContainsKey(target) && !gone.Contains(target))
            .Select(target => GraphRefusal.Dangling(node.Id, target))));
        _refusals.AddRange(removals
            .Where(_dependents.ContainsKey)
            .Select(id => GraphRefusal.StillDependedUpon(id, _dependents[id])));

        var loop = CycleSearch.Find(_grown, TargetsOf, id => _dependents.GetValueOrDefault(id, []));
        if (!loop.IsEmpty)
        {
            _refusals.Add(GraphRefusal.Cycle(loop));
        }
    }

    private IEnumerable<SubserviceId> TargetsOf(SubserviceId id) =>
        _nodes.TryGetValue(id, out var node) ? node.Dependencies.Select(dependency => dependency.Target) : [];

    private GraphEditResult Finish(List<AssuranceNode> upserts, List<SubserviceId> removals, DateTimeOffset time)
    {
        if (_refusals.Count > 0 || upserts.Count + removals.Count == 0)
        {
            return new() { Graph = _before, Refusals = [.. _refusals] };
        }

        // A clock that was set back must not make the graph older than one of its nodes.
        var lastChange = _structural && time > _before.LastChange ? time : _before.LastChange;
        return new()
        {
            Graph = new(_before.Version + 1, lastChange, _nodes.ToImmutable(), _dependents.ToImmutable(), _withMaintenance.ToImmutable()),
            Added = [.. upserts.Select(node => node.Id).Where(id => !_before.NodeMap.ContainsKey(id))],
            Changed = [.. upserts.Select(node => node.Id).Where(_before.NodeMap.ContainsKey)],
            Removed = [.. removals],
        };
    }
}
