using System.Collections.Immutable;
using RouterAlertAssurance.Model.Collections;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Model.Graphs;

/// <summary>What a graph is made of: nodes and edges by the slots of their identities.</summary>
internal sealed record GraphStore
{
    public static GraphStore Empty { get; } = new();

    public SlotTable Slots { get; init; } = SlotTable.Empty;

    public SlotOrder Order { get; init; } = SlotOrder.Of(SlotTable.Empty);

    /// <summary>Null where the slot is free.</summary>
    public PersistentArray<AssuranceNode?> Nodes { get; init; } = PersistentArray<AssuranceNode?>.Empty;

    /// <summary>The slots of a node's dependencies, in their order; null for none.</summary>
    public PersistentArray<int[]?> Targets { get; init; } = PersistentArray<int[]?>.Empty;

    /// <summary>The slots of the nodes that depend on a node, in no order; null for none.</summary>
    public PersistentArray<int[]?> Dependents { get; init; } = PersistentArray<int[]?>.Empty;

    /// <summary>0 for a node without dependencies, otherwise one more than the greatest among its dependencies.</summary>
    public PersistentArray<int> Levels { get; init; } = PersistentArray<int>.Empty;

    /// <summary>Nodes that have a maintenance window, active or not.</summary>
    public ImmutableSortedSet<SubserviceId> WithMaintenance { get; init; } = [];

    public int[] TargetsAt(int slot) => Targets[slot] ?? [];

    public int[] DependentsAt(int slot) => Dependents[slot] ?? [];

    /// <summary>The node in a slot; null where it is free or beyond the end.</summary>
    public AssuranceNode? NodeAt(int slot) => slot < Nodes.Length ? Nodes[slot] : null;

    /// <summary>Slots with dependencies before those that depend on them; of the same level by identity.</summary>
    public int[] DependenciesFirst(IEnumerable<int> slots)
    {
        int[] order = [.. slots];
        Array.Sort(order, (left, right) =>
        {
            var byLevel = Levels[left].CompareTo(Levels[right]);
            return byLevel != 0 ? byLevel : Slots.IdAt(left).CompareTo(Slots.IdAt(right));
        });
        return order;
    }

    /// <summary>All nodes, dependencies before those that depend on them; of the same level in the order given.</summary>
    public int[] ByLevel(IEnumerable<int> slots)
    {
        var places = new List<int>();
        foreach (var slot in slots)
        {
            var level = Levels[slot];
            while (places.Count <= level)
            {
                places.Add(0);
            }

            places[level]++;
        }

        var start = 0;
        for (var level = 0; level < places.Count; level++)
        {
            (places[level], start) = (start, start + places[level]);
        }

        var order = new int[start];
        foreach (var slot in slots)
        {
            order[places[Levels[slot]]++] = slot;
        }

        return order;
    }

    /// <summary>The slots of all nodes, in no order.</summary>
    public IEnumerable<int> Used()
    {
        for (var slot = 0; slot < Nodes.Length; slot++)
        {
            if (Nodes[slot] is not null)
            {
                yield return slot;
            }
        }
    }
}
