using System.Collections.Immutable;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Subservices;
using RouterAlertAssurance.Orchestrator.Network;

namespace RouterAlertAssurance.Orchestrator.Decomposition;

/// <summary>
/// Merges the sub-graphs of all services. One that cannot be merged (it would close a loop with the others) is left out with its refusal,
/// so that it costs no other service anything.
/// </summary>
internal static class ServiceMerge
{
    public static (AssuranceGraph Graph, ImmutableSortedDictionary<ServiceKey, ServicePlan> Services) Merge(
        ImmutableSortedDictionary<ServiceKey, ServicePlan> services, AssuranceGraph before)
    {
        var all = SubgraphMerge.Merge(services.Values.Select(service => (IReadOnlyCollection<AssuranceNode>)service.Result.Nodes));
        return all.IsAccepted ? (all.Graph, services) : OneByOne(services, before);
    }

    // Services that were part of the graph before come first: a newcomer does not push them out.
    private static (AssuranceGraph, ImmutableSortedDictionary<ServiceKey, ServicePlan>) OneByOne(
        ImmutableSortedDictionary<ServiceKey, ServicePlan> services, AssuranceGraph before)
    {
        var (union, graph) = (SubgraphUnion.Empty, AssuranceGraph.Empty);
        var result = services.ToBuilder();
        foreach (var (key, service) in services
            .OrderBy(pair => before.Nodes.ContainsKey(SubserviceId.ForService(pair.Key.Type, pair.Key.Name)) ? 0 : 1)
            .ThenBy(pair => pair.Key))
        {
            var merged = union.Replace([], service.Result.Nodes);
            var applied = graph.Apply(merged.Edit, DateTimeOffset.UnixEpoch);
            if (merged.IsAccepted && applied.IsAccepted)
            {
                (union, graph) = (merged.Union, applied.Graph);
            }
            else
            {
                result[key] = service with { Refusal = merged.Refusals.Concat(applied.Refusals).First() };
            }
        }

        return (graph, result.ToImmutable());
    }
}
