using System.Collections.Immutable;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Orchestrator.Decomposition;

/// <summary>Outcome of a merge.</summary>
/// <param name="Union">The sub-graphs of all services that are part of the graph.</param>
/// <param name="Edit">What changes in the graph.</param>
/// <param name="Applied">The graph before with this edit, where it was made on the way.</param>
/// <param name="Changes">The changes, with the refusal of each service that is left out.</param>
internal sealed record MergeOutcome(SubgraphUnion Union, GraphEdit Edit, GraphEditResult? Applied, ImmutableArray<ServiceChange> Changes);

/// <summary>
/// Puts other sub-graphs in the place of those that changed; all others stay as they are. One that cannot be merged (it would close a loop with
/// the others) is left out with its refusal, so that it costs no other service anything. Those that were part of the graph come before
/// those that were not, and then the order of their keys counts.
/// </summary>
internal sealed class ServiceMerge
{
    private readonly Dictionary<SubserviceId, AssuranceNode?> _edited = [];
    private readonly Dictionary<ServiceChange, GraphRefusal> _refusals = new(ReferenceEqualityComparer.Instance);
    private readonly DateTimeOffset _now;
    private SubgraphUnion _union;
    private AssuranceGraph _graph;
    private GraphEditResult? _applied;

    private ServiceMerge(NetworkPlan before, DateTimeOffset now) =>
        (_union, _graph, _now) = (before.Union, before.IsRestored ? AssuranceGraph.Empty : before.Graph, now);

    /// <param name="before">The plan before; of one that was restored everything goes that no change brings.</param>
    /// <param name="changes">Every service whose sub-graph is another one, and those left out before that shall be tried again.</param>
    /// <param name="now">Time of the change.</param>
    public static MergeOutcome Merge(NetworkPlan before, ImmutableArray<ServiceChange> changes, DateTimeOffset now)
    {
        var merge = new ServiceMerge(before, now);
        var isWhole = ReferenceEquals(merge._graph, before.Graph);
        if (merge.Replace(changes.SelectMany(change => change.Gone), changes.SelectMany(change => change.Coming)) is not null)
        {
            isWhole = false;
            merge.Replace(changes.SelectMany(change => change.Gone), []);
            merge.Add([.. changes.Where(change => !change.Coming.IsEmpty).OrderBy(change => WasPart(change, before) ? 0 : 1).ThenBy(change => change.Key)]);
        }

        return new(
            merge._union,
            merge.Edit(before),
            isWhole ? merge._applied : null,
            [.. changes.Select(change => merge._refusals.TryGetValue(change, out var refusal) ? change with { After = change.After! with { Refusal = refusal } } : change)]);
    }

    private static bool WasPart(ServiceChange change, NetworkPlan before) => before.IsRestored ? before.Graph.Nodes.ContainsKey(change.Root) : !change.Gone.IsEmpty;

    // What fits together fits one after the other too, so it is only looked for where something does not fit.
    private void Add(ReadOnlySpan<ServiceChange> changes)
    {
        if (changes.IsEmpty || Replace([], changes.ToArray().SelectMany(change => change.Coming)) is not { } refusal)
        {
            return;
        }

        if (changes.Length == 1)
        {
            _refusals[changes[0]] = refusal;
            return;
        }

        var half = changes.Length / 2;
        Add(changes[..half]);
        Add(changes[half..]);
    }

    /// <summary>Why nothing was replaced; null when it was.</summary>
    private GraphRefusal? Replace(IEnumerable<AssuranceNode> gone, IEnumerable<AssuranceNode> coming)
    {
        var merged = _union.Replace(gone, coming);
        if (!merged.IsAccepted)
        {
            return merged.Refusals[0];
        }

        var applied = _graph.Apply(merged.Edit, _now);
        if (!applied.IsAccepted)
        {
            return applied.Refusals[0];
        }

        (_union, _graph, _applied) = (merged.Union, applied.Graph, applied);
        foreach (var node in merged.Edit.Upserts)
        {
            _edited[node.Id] = node;
        }

        foreach (var id in merged.Edit.Removals)
        {
            _edited[id] = null;
        }

        return null;
    }

    private GraphEdit Edit(NetworkPlan before) => new(
        [.. _edited.Values.OfType<AssuranceNode>()],
        [.. before.IsRestored ? before.Graph.Nodes.Keys.Where(id => _edited.GetValueOrDefault(id) is null) : _edited.Where(pair => pair.Value is null).Select(pair => pair.Key)]);
}
