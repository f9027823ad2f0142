using System.Collections.Immutable;
using RouterAlertAssurance.Model.Subservices;
using RouterAlertAssurance.Orchestrator.Assignment;

namespace RouterAlertAssurance.Orchestrator.Decomposition;

/// <summary>What other plans of some services make of the network's plan, and where it differs.</summary>
/// <param name="Plan">The new plan, without its inputs.</param>
/// <param name="Changes">The changes, with the refusal of each service that is left out.</param>
/// <param name="Written">Nodes that are new or differ, have another owner, or whose service has another definition.</param>
/// <param name="Removed">Nodes that are not in the graph any more.</param>
internal sealed record PlanUpdate(
    NetworkPlan Plan, ImmutableArray<ServiceChange> Changes, IReadOnlyCollection<SubserviceId> Written, ImmutableArray<SubserviceId> Removed)
{
    /// <param name="before">The plan before.</param>
    /// <param name="changes">Every service whose sub-graph is another one, and those left out before.</param>
    /// <param name="places">Devices and agents now.</param>
    /// <param name="isElsewhere">Whether any node may have another owner.</param>
    /// <param name="now">Time of the change.</param>
    public static PlanUpdate Of(NetworkPlan before, ImmutableArray<ServiceChange> changes, NetworkPlaces places, bool isElsewhere, DateTimeOffset now)
    {
        var merged = ServiceMerge.Merge(before, changes, now);
        var graph = GraphUpdate.Of(before, merged, now);
        var services = before.Services.RemoveRange(merged.Changes.Where(change => change.After is null).Select(change => change.Key))
            .SetItems(merged.Changes.Where(change => change.After is not null).Select(change => KeyValuePair.Create(change.Key, change.After!)));
        var owners = before.Owners.With(
            (isElsewhere ? services.Values : merged.Changes.Select(change => change.After).OfType<ServicePlan>())
                .Where(plan => plan.Refusal is null)
                .SelectMany(plan => plan.Result.Nodes.Zip(plan.Result.OwnerDevices, (node, device) => (node.Id, places.AgentOf(device))))
                .Concat(graph.Applied.Removed.Select(id => (id, (string?)null))),
            out var moved);
        var plan = before with
        {
            Services = services,
            LeftOut = before.LeftOut.Except(changes.Select(change => change.Key))
                .Union(merged.Changes.Where(change => change.After?.Refusal is not null).Select(change => change.Key)),
            Union = merged.Union,
            Graph = graph.Applied.Graph,
            Covered = graph.Covered,
            Owners = owners,
            Intents = before.Intents.Replace(merged.Changes),
            Settings = before.Settings.Replace(merged.Changes),
            Places = places,
        };
        return new(plan, merged.Changes, Differing(graph, moved, plan, merged.Changes), graph.Applied.Removed);
    }

    /// <summary>The agents whose slice may be another one.</summary>
    public IEnumerable<string> Agents(NetworkPlan before) =>
    [
        .. Plan.AgentsSeeing(Written),
        .. Touched.Select(before.Owners.GetValueOrDefault).OfType<string>(),
        .. Asked.Select(Plan.Owners.GetValueOrDefault).OfType<string>(),
    ];

    /// <summary>Nodes that may read something else than before.</summary>
    public IEnumerable<SubserviceId> Touched => Written.Concat(Removed).Concat(Asked);

    // A service's intent, profile and level are for its nodes' own agents, whether or not the nodes differ.
    private IEnumerable<SubserviceId> Asked => Changes.Where(change => !change.AsksTheSame).SelectMany(change => AskedBy(change.Before).Concat(AskedBy(change.After)));

    private static IEnumerable<SubserviceId> AskedBy(ServicePlan? plan) =>
        plan is { Refusal: null } && (!plan.Thresholds.IsEmpty || NodeSettings.IsAskedBy(plan)) ? plan.Result.Nodes.Select(node => node.Id) : [];

    private static HashSet<SubserviceId> Differing(
        GraphUpdate graph, IEnumerable<SubserviceId> moved, NetworkPlan plan, IEnumerable<ServiceChange> changes) =>
    [
        .. graph.Applied.Added,
        .. graph.Applied.Changed,
        .. moved.Concat(changes.Where(change => change.IsRedefined).Select(change => change.Root)).Where(plan.Graph.Nodes.ContainsKey),
    ];
}
