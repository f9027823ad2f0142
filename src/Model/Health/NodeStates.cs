using RouterAlertAssurance.Model.Collections;
using RouterAlertAssurance.Model.Graphs;

namespace RouterAlertAssurance.Model.Health;

/// <summary>The nodes of a graph with the health they have so far in an evaluation, by slot.</summary>
internal sealed class NodeStates(GraphStore store, PersistentArray<NodeHealth?>.Builder results)
{
    public AssuranceNode NodeAt(int slot) => store.Nodes[slot]!;

    /// <summary>The slots of all dependencies, in their order.</summary>
    public int[] TargetsAt(int slot) => store.TargetsAt(slot);

    /// <summary>The slots of the impacting dependencies, in their order.</summary>
    public IEnumerable<int> ImpactingAt(int slot)
    {
        var (node, targets) = (NodeAt(slot), TargetsAt(slot));
        for (var index = 0; index < targets.Length; index++)
        {
            if (node.Dependencies[index].IsImpacting)
            {
                yield return targets[index];
            }
        }
    }

    /// <summary>The health of a node that is evaluated already, as all that others depend on are.</summary>
    public NodeHealth HealthAt(int slot) => results[slot]!;
}
