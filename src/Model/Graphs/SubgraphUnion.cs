using System.Collections.Immutable;
using RouterAlertAssurance.Model.Collections;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Model.Graphs;

/// <summary>What became of a change of a union: the union after it with the edit that follows, or every reason why it was refused.</summary>
/// <param name="Union">The union after the change; the one before it when it was refused.</param>
/// <param name="Edit">What changes in a graph that holds the union.</param>
/// <param name="Refusals">Every conflict between two definitions of a node; empty when the change was accepted.</param>
public sealed record SubgraphUnionResult(SubgraphUnion Union, GraphEdit Edit, ImmutableArray<GraphRefusal> Refusals)
{
    public bool IsAccepted => Refusals.IsEmpty;
}

/// <summary>
/// The nodes of all services' sub-graphs, each once, with the number of sub-graphs that need it: a node goes when the last one does. Immutable;
/// replacing one service's sub-graph costs about the size of that sub-graph, however many others there are.
/// </summary>
public sealed class SubgraphUnion
{
    internal SubgraphUnion(
        SlotTable slots, SlotOrder order, PersistentArray<UnionMember> members, ImmutableDictionary<int, ImmutableArray<NodeForm>> forms)
    {
        (Slots, Order, Members, Forms) = (slots, order, members, forms);
        Nodes = new SlotMap<AssuranceNode>(slots, order, slots.Count, slot => members[slot].Node);
        UseCounts = new SlotMap<int>(slots, order, slots.Count, slot => members[slot].Count);
    }

    public static SubgraphUnion Empty { get; } = new(
        SlotTable.Empty,
        SlotOrder.Of(SlotTable.Empty),
        PersistentArray<UnionMember>.Empty,
        ImmutableDictionary<int, ImmutableArray<NodeForm>>.Empty);

    /// <summary>The nodes as the sub-graphs define them together.</summary>
    public IReadOnlyDictionary<SubserviceId, AssuranceNode> Nodes { get; }

    /// <summary>In how many of the sub-graphs each node is: the services that need it.</summary>
    public IReadOnlyDictionary<SubserviceId, int> UseCounts { get; }

    internal SlotTable Slots { get; }

    internal SlotOrder Order { get; }

    internal PersistentArray<UnionMember> Members { get; }

    /// <summary>Of the nodes that not all sub-graphs define alike: each form.</summary>
    internal ImmutableDictionary<int, ImmutableArray<NodeForm>> Forms { get; }

    /// <summary>
    /// Takes a sub-graph away and puts another in its place. The same node must have the same parameters, the same definition of each group, the
    /// same type, group and transform of each dependency and at most one maintenance window wherever it appears; its dependencies are the union,
    /// its label the least one. Loops are for the graph to find to which the edit is applied.
    /// </summary>
    /// <param name="before">The nodes of a sub-graph as they were put in; empty to add one.</param>
    /// <param name="after">The nodes to put in; empty to take one away.</param>
    /// <exception cref="ArgumentException"><paramref name="before"/> has a node that was not put in as it stands.</exception>
    public SubgraphUnionResult Replace(IEnumerable<AssuranceNode> before, IEnumerable<AssuranceNode> after)
    {
        var editor = new UnionEditor(this);
        foreach (var node in before)
        {
            editor.Remove(node);
        }

        foreach (var node in after)
        {
            editor.Add(node);
        }

        return editor.Finish();
    }
}
