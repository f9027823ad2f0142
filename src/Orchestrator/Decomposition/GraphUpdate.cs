using System.Collections.Immutable;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Orchestrator.Decomposition;

/// <summary>The graph after a merge.</summary>
/// <param name="Applied">The graph with what changed in it.</param>
/// <param name="Covered">Nodes that have the window of another one.</param>
internal sealed record GraphUpdate(GraphEditResult Applied, ImmutableArray<SubserviceId> Covered)
{
    /// <summary>Applies what a merge changes, and carries windows of maintenance to what they cover now.</summary>
    public static GraphUpdate Of(NetworkPlan before, MergeOutcome merged, DateTimeOffset now)
    {
        var edit = Uncover(before.Covered, merged);
        var applied = before.Covered.IsEmpty && merged.Applied is { } made ? made : before.Graph.Apply(edit, now);
        var covered = MaintenanceSpread.Covered(applied.Graph);
        return covered.IsEmpty ? new(applied, []) : new(before.Graph.Apply(Overlay(edit, covered), now), [.. covered.Select(node => node.Id)]);
    }

    // What was covered may not be any more: it is looked at without the window it was given.
    private static GraphEdit Uncover(ImmutableArray<SubserviceId> covered, MergeOutcome merged)
    {
        if (covered.IsEmpty)
        {
            return merged.Edit;
        }

        var edited = merged.Edit.Upserts.Select(node => node.Id).ToHashSet();
        return merged.Edit with
        {
            Upserts = [.. merged.Edit.Upserts, .. covered.Where(id => !edited.Contains(id) && merged.Union.Nodes.ContainsKey(id)).Select(id => merged.Union.Nodes[id])],
        };
    }

    private static GraphEdit Overlay(GraphEdit edit, ImmutableArray<AssuranceNode> covered)
    {
        var ids = covered.Select(node => node.Id).ToHashSet();
        return edit with { Upserts = [.. edit.Upserts.Where(node => !ids.Contains(node.Id)), .. covered] };
    }
}
