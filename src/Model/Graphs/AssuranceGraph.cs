using System.Collections.Immutable;
using RouterAlertAssurance.Model.Collections;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Model.Graphs;

/// <summary>
/// The assurance graph (RFC 9417, section 3.1): an immutable snapshot, always acyclic and without dangling dependencies. An edit yields a new
/// snapshot that shares what did not change with the old one, which stays usable. Every enumeration is in a fixed order.
/// </summary>
public sealed class AssuranceGraph
{
    private readonly Lazy<ImmutableArray<SubserviceId>> _topologicalOrder;

    internal AssuranceGraph(long version, DateTimeOffset lastChange, GraphStore store)
    {
        Version = version;
        LastChange = lastChange;
        Store = store;
        Nodes = new SlotMap<AssuranceNode>(store.Slots, store.Order, store.Slots.Count, slot => store.Nodes[slot]);
        _topologicalOrder = new(() => Identities(store.ByLevel(store.Order.Slots)));
    }

    public static AssuranceGraph Empty { get; } = new(0, DateTimeOffset.UnixEpoch, GraphStore.Empty);

    /// <summary>Counts the edits that changed something; 0 for the empty graph.</summary>
    public long Version { get; }

    /// <summary>Time of the last structural change (RFC 9418, <c>assurance-graph-last-change</c>); no node changed later.</summary>
    public DateTimeOffset LastChange { get; }

    /// <summary>In the order of the identities; the first enumeration sorts them.</summary>
    public IReadOnlyDictionary<SubserviceId, AssuranceNode> Nodes { get; }

    /// <summary>All nodes in the order of the places they were given, mostly as they came: spares the sorting where the order is of no matter.</summary>
    public IEnumerable<AssuranceNode> NodesByPlace => Store.Used().Select(slot => Store.Nodes[slot]!);

    /// <summary>Nodes that have a maintenance window, active or not; ordered.</summary>
    public IReadOnlyCollection<SubserviceId> WithMaintenance => Store.WithMaintenance;

    public IEnumerable<SubserviceId> ServiceInstances => Nodes.Keys.Where(id => id.IsServiceInstance);

    internal GraphStore Store { get; }

    /// <summary>
    /// The nodes that depend on <paramref name="id"/> directly, by edges of either type; empty for a node that is not in the graph.
    /// </summary>
    public IReadOnlyCollection<SubserviceId> DependentsOf(SubserviceId id)
    {
        var slot = Store.Slots.Find(id);
        return slot < 0 ? [] : Identities(Store.DependentsAt(slot)).Sort();
    }

    /// <summary>
    /// Applies an edit as a whole, or not at all. Costs about the size of the edit; the search for loops covers what lies above or what lies
    /// below the edited nodes, whichever is exhausted first. Removing a node that is not there and writing a node as it is are no changes.
    /// </summary>
    /// <param name="edit">Nodes to write and to take away.</param>
    /// <param name="time">
    /// Becomes <see cref="AssuranceNode.LastChange"/> of nodes that are new or whose dependencies, groups or maintenance change.
    /// </param>
    public GraphEditResult Apply(GraphEdit edit, DateTimeOffset time) =>
        GraphEditor.Apply(this, edit, node => node.LastChange == time ? node : node with { LastChange = time }, time);

    /// <summary>A graph as it was kept: like applying all nodes to the empty graph, but version and times are the ones given.</summary>
    public static GraphEditResult Restore(IEnumerable<AssuranceNode> nodes, long version, DateTimeOffset lastChange)
    {
        var result = GraphEditor.Apply(Empty, new GraphEdit([.. nodes], []), node => node, lastChange);
        if (!result.IsAccepted)
        {
            return result;
        }

        var store = result.Graph.Store;
        var latest = store.Used().Select(slot => store.Nodes[slot]!.LastChange).Append(lastChange).Max();
        return result with { Graph = new(version, latest, store) };
    }

    /// <summary>The given nodes and all they depend on, directly or not, dependencies first; nodes that are not in the graph are left out.</summary>
    public IReadOnlyList<SubserviceId> ClosureOf(IEnumerable<SubserviceId> roots) =>
        Identities(GraphWalk.DependenciesFirst(SlotsOf(roots), Store.TargetsAt));

    /// <summary>The same as <see cref="ClosureOf"/>, as nodes.</summary>
    public ImmutableArray<AssuranceNode> NodesNeededBy(IEnumerable<SubserviceId> roots) =>
        [.. GraphWalk.DependenciesFirst(SlotsOf(roots), Store.TargetsAt).Select(slot => Store.Nodes[slot]!)];

    /// <summary>
    /// All nodes that depend on one of the given ones, directly or not, dependencies first; a given one only if it depends on another.
    /// </summary>
    public IReadOnlyList<SubserviceId> AncestorsOf(IEnumerable<SubserviceId> nodes) =>
        Identities(Store.DependenciesFirst(GraphWalk.Reachable(SlotsOf(nodes).SelectMany(Store.DependentsAt), Store.DependentsAt)));

    /// <summary>All nodes, dependencies before those that depend on them. Computed once.</summary>
    public IReadOnlyList<SubserviceId> TopologicalOrder() => _topologicalOrder.Value;

    /// <summary>
    /// The edit that makes <paramref name="from"/> hold what <paramref name="to"/> holds; times and versions do not count. Costs about as much as
    /// was edited between the two where one came from the other.
    /// </summary>
    public static GraphEdit Difference(AssuranceGraph from, AssuranceGraph to)
    {
        var slots = PersistentArray<AssuranceNode?>.Unshared(from.Store.Nodes, to.Store.Nodes).ToList();
        var upserts = slots.Select(to.Store.NodeAt).OfType<AssuranceNode>().Where(node => !(from.Find(node.Id)?.HasSameContentAs(node) == true));
        var removals = slots.Select(from.Store.NodeAt).OfType<AssuranceNode>().Select(node => node.Id).Where(id => to.Store.Slots.Find(id) < 0);
        return slots.Count == 0 ? GraphEdit.None : new([.. upserts.OrderBy(node => node.Id)], [.. removals.Order()]);
    }

    internal AssuranceNode? Find(SubserviceId id)
    {
        var slot = Store.Slots.Find(id);
        return slot < 0 ? null : Store.Nodes[slot];
    }

    /// <summary>The slots of identities, in their order; those that are not in the graph are left out.</summary>
    internal IEnumerable<int> SlotsOf(IEnumerable<SubserviceId> ids) => ids.Select(Store.Slots.Find).Where(slot => slot >= 0);

    internal ImmutableArray<SubserviceId> Identities(IEnumerable<int> slots) => [.. slots.Select(Store.Slots.IdAt)];
}
