using System.Collections.Immutable;
using RouterAlertAssurance.Model.Collections;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Model.Health;

/// <summary>One evaluation of a graph, of all nodes or of those that see a difference.</summary>
internal sealed class PropagationRun(
    AssuranceGraph graph,
    Func<SubserviceId, OwnHealth?> own,
    Func<SubserviceId, HealthStatus?> shadow,
    PropagationOptions options,
    DateTimeOffset now,
    HashSet<int> heldBack)
{
    private readonly List<int> _changed = [];
    private readonly List<SubserviceId> _held = [];

    public HealthSnapshot All(HealthSnapshot? previous)
    {
        var store = graph.Store;
        var results = PersistentArray<NodeHealth?>.Empty.ToBuilder();
        results.Extend(store.Nodes.Length);
        var evaluation = new NodeEvaluation(new(store, results), options, now);
        var count = 0;
        foreach (var slot in store.ByLevel(store.Used()))
        {
            var node = store.Nodes[slot]!;
            var before = previous is null ? null : BeforeOf(previous, slot, node.Id);
            if (heldBack.Contains(slot))
            {
                _held.Add(node.Id);
                results[slot] = before;
            }
            else
            {
                results[slot] = Evaluate(evaluation, slot, node.Id, before);
            }

            count += results[slot] is null ? 0 : 1;
        }

        var removed = previous is null ? [] : Removed(previous, previous.Graph.Store.Used());
        var health = results.ToImmutable();
        return new(graph, health, Watch.Of(store, slot => health[slot]), count, _changed, removed) { Held = [.. _held] };
    }

    public HealthSnapshot Changes(HealthSnapshot previous, IReadOnlyCollection<SubserviceId> changed)
    {
        var (store, old) = (graph.Store, previous.Graph.Store);
        var results = previous.Results.ToBuilder();
        results.Extend(store.Nodes.Length);
        var work = new Worklist(store, results, previous.Watch.ToBuilder(store));
        int[] edited = [.. PersistentArray<AssuranceNode?>.Unshared(old.Nodes, store.Nodes).Where(slot => HasOther(old, slot))];
        foreach (var slot in edited)
        {
            TakeOver(previous, slot, results, work);
        }

        foreach (var slot in graph.SlotsOf(changed.Concat(previous.Held).Concat(store.WithMaintenance.Where(id => HasTurned(results, id)))))
        {
            work.Add(slot);
        }

        Run(work, results);
        var removed = Removed(previous, edited);
        var count = previous.Statuses.Count - removed.Length + _changed.Count(slot => previous.HealthOf(store.Slots.IdAt(slot)) is null);
        var watch = work.Watch.ToImmutable();
        var health = results.ToImmutable();
        return new(graph, health, watch.IsWorn ? Watch.Of(store, slot => health[slot]) : watch, count, _changed, removed) { Held = [.. _held] };
    }

    private void Run(Worklist work, PersistentArray<NodeHealth?>.Builder results)
    {
        var evaluation = new NodeEvaluation(new(graph.Store, results), options, now);
        while (work.TryTake(out var slot))
        {
            var id = graph.Store.Slots.IdAt(slot);
            if (heldBack.Contains(slot))
            {
                _held.Add(id);
                continue;
            }

            var before = results[slot];
            var after = Evaluate(evaluation, slot, id, before);
            if (!ReferenceEquals(before, after))
            {
                results[slot] = after;
            }

            work.Done(slot, before, after);
        }
    }

    private NodeHealth Evaluate(NodeEvaluation evaluation, int slot, SubserviceId id, NodeHealth? before)
    {
        var ownHealth = own(id);
        var result = evaluation.Evaluate(slot, ownHealth, ownHealth is null ? shadow(id) : null, before);
        if (before is null || !before.Status.Equals(result.Status))
        {
            _changed.Add(slot);
            return result;
        }

        return ReferenceEquals(before.Status, result.Status) ? result : result with { Status = before.Status };
    }

    private bool HasOther(GraphStore old, int slot) =>
        !ReferenceEquals(old.NodeAt(slot), graph.Store.NodeAt(slot))
        || (graph.Store.NodeAt(slot) is not null && !ReferenceEquals(old.Targets[slot], graph.Store.Targets[slot]));

    // Slots change hands only where nodes come and go, or between graphs that have nothing to do with each other.
    private void TakeOver(HealthSnapshot previous, int slot, PersistentArray<NodeHealth?>.Builder results, Worklist work)
    {
        var (before, node) = (previous.Graph.Store.NodeAt(slot), graph.Store.NodeAt(slot));
        if (node is null)
        {
            results[slot] = null;
            return;
        }

        if (before?.Id != node.Id)
        {
            results[slot] = previous.HealthOf(node.Id);
        }

        if (before?.Id != node.Id || !before.HasSameContentAs(node) || !ReferenceEquals(previous.Graph.Store.Targets[slot], graph.Store.Targets[slot]))
        {
            work.AddEdited(slot);
        }
    }

    private static NodeHealth? BeforeOf(HealthSnapshot previous, int slot, SubserviceId id) =>
        previous.Graph.Store.NodeAt(slot)?.Id == id ? previous.Results[slot] : previous.HealthOf(id);

    private ImmutableArray<SubserviceId> Removed(HealthSnapshot previous, IEnumerable<int> slots)
    {
        var store = previous.Graph.Store;
        return
        [
            .. slots
                .Where(slot => slot < store.Nodes.Length && previous.Results[slot] is not null)
                .Select(store.Slots.IdAt)
                .Where(id => graph.Store.Slots.Find(id) < 0)
                .Order(),
        ];
    }

    // A report may say maintenance where the window does not; evaluating such a node once more is cheaper than to tell the cases apart.
    private bool HasTurned(PersistentArray<NodeHealth?>.Builder results, SubserviceId id)
    {
        var slot = graph.Store.Slots.Find(id);
        return results[slot]?.InMaintenance != graph.Store.Nodes[slot]!.Maintenance?.IsActiveAt(now);
    }
}
