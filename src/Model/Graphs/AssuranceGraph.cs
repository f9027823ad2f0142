using System.Collections.Immutable;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Model.Graphs;

/// <summary>
/// The assurance graph (RFC 9417, section 3.1): an immutable snapshot, always acyclic and without dangling dependencies. An edit yields a new
/// snapshot that shares what did not change with the old one, which stays usable. Every enumeration is in a fixed order.
/// </summary>
public sealed class AssuranceGraph
{
    private readonly ImmutableSortedDictionary<SubserviceId, ImmutableSortedSet<SubserviceId>> _dependents;
    private readonly Lazy<ImmutableArray<SubserviceId>> _topologicalOrder;

    internal AssuranceGraph(
        long version,
        DateTimeOffset lastChange,
        ImmutableSortedDictionary<SubserviceId, AssuranceNode> nodes,
        ImmutableSortedDictionary<SubserviceId, ImmutableSortedSet<SubserviceId>> dependents,
        ImmutableSortedSet<SubserviceId> withMaintenance)
    {
        Version = version;
        LastChange = lastChange;
        NodeMap = nodes;
        _dependents = dependents;
        WithMaintenance = withMaintenance;
        _topologicalOrder = new(() => GraphWalk.DependenciesFirst(NodeMap.Keys, TargetsOf, _ => true));
    }

    public static AssuranceGraph Empty { get; } = new(
        0,
        DateTimeOffset.UnixEpoch,
        ImmutableSortedDictionary<SubserviceId, AssuranceNode>.Empty,
        ImmutableSortedDictionary<SubserviceId, ImmutableSortedSet<SubserviceId>>.Empty,
        []);

    /// <summary>Counts the edits that changed something; 0 for the empty graph.</summary>
    public long Version { get; }

    /// <summary>Time of the last structural change (RFC 9418, <c>assurance-graph-last-change</c>); no node changed later.</summary>
    public DateTimeOffset LastChange { get; }

    public IReadOnlyDictionary<SubserviceId, AssuranceNode> Nodes => NodeMap;

    public IEnumerable<SubserviceId> ServiceInstances => NodeMap.Keys.Where(id => id.IsServiceInstance);

    internal ImmutableSortedDictionary<SubserviceId, AssuranceNode> NodeMap { get; }

    internal ImmutableSortedDictionary<SubserviceId, ImmutableSortedSet<SubserviceId>> Dependents => _dependents;

    /// <summary>Nodes that have a maintenance window, active or not.</summary>
    internal ImmutableSortedSet<SubserviceId> WithMaintenance { get; }

    /// <summary>
    /// The nodes that depend on <paramref name="id"/> directly, by edges of either type; empty for a node that is not in the graph.
    /// </summary>
    public IReadOnlyCollection<SubserviceId> DependentsOf(SubserviceId id) => _dependents.GetValueOrDefault(id, []);

    /// <summary>
    /// Applies an edit as a whole, or not at all. Costs about the size of the edit times the logarithm of the size of the graph; the search for
    /// loops covers what lies above or what lies below the edited nodes, whichever is exhausted first. Removing a node that is not there and
    /// writing a node as it is are no changes.
    /// </summary>
    /// <param name="edit">Nodes to write and to take away.</param>
    /// <param name="time">
    /// Becomes <see cref="AssuranceNode.LastChange"/> of nodes that are new or whose dependencies, groups or maintenance change.
    /// </param>
    public GraphEditResult Apply(GraphEdit edit, DateTimeOffset time) =>
        GraphEditor.Apply(this, edit, node => node with { LastChange = time }, time);

    /// <summary>A graph as it was kept: like applying all nodes to the empty graph, but version and times are the ones given.</summary>
    public static GraphEditResult Restore(IEnumerable<AssuranceNode> nodes, long version, DateTimeOffset lastChange)
    {
        var result = GraphEditor.Apply(Empty, new GraphEdit([.. nodes], []), node => node, lastChange);
        if (!result.IsAccepted)
        {
            return result;
        }

        var latest = result.Graph.NodeMap.Values.Select(node => node.LastChange).Append(lastChange).Max();
        return result with { Graph = new(version, latest, result.Graph.NodeMap, result.Graph._dependents, result.Graph.WithMaintenance) };
    }

    /// <summary>The given nodes and all they depend on, directly or not, dependencies first; nodes that are not in the graph are left out.</summary>
    public IReadOnlyList<SubserviceId> ClosureOf(IEnumerable<SubserviceId> roots) =>
        GraphWalk.DependenciesFirst(roots, TargetsOf, NodeMap.ContainsKey);

    /// <summary>
    /// All nodes that depend on one of the given ones, directly or not, dependencies first; a given one only if it depends on another.
    /// </summary>
    public IReadOnlyList<SubserviceId> AncestorsOf(IEnumerable<SubserviceId> nodes)
    {
        var above = GraphWalk.Reachable(nodes.SelectMany(DependentsOf), DependentsOf);
        return GraphWalk.DependenciesFirst(above.Order(), TargetsOf, above.Contains);
    }

    /// <summary>All nodes, dependencies before those that depend on them. Computed once.</summary>
    public IReadOnlyList<SubserviceId> TopologicalOrder() => _topologicalOrder.Value;

    /// <summary>The edit that makes <paramref name="from"/> hold what <paramref name="to"/> holds; times and versions do not count.</summary>
    public static GraphEdit Difference(AssuranceGraph from, AssuranceGraph to)
    {
        if (ReferenceEquals(from.NodeMap, to.NodeMap))
        {
            return GraphEdit.None;
        }

        var upserts = to.NodeMap.Values.Where(node => !(from.NodeMap.TryGetValue(node.Id, out var old) && old.HasSameContentAs(node)));
        return new([.. upserts], [.. from.NodeMap.Keys.Where(id => !to.NodeMap.ContainsKey(id))]);
    }

    internal IEnumerable<SubserviceId> TargetsOf(SubserviceId id) =>
        NodeMap.TryGetValue(id, out var node) ? node.Dependencies.Select(dependency => dependency.Target) : [];
}
