using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Heuristics.Decomposition;
using RouterAlertAssurance.Heuristics.Facts;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Subservices;
using RouterAlertAssurance.Orchestrator.Assignment;
using RouterAlertAssurance.Orchestrator.Network;
using RouterAlertAssurance.Orchestrator.Packages;
using DecompositionProblem = RouterAlertAssurance.Contracts.Definitions.DecompositionProblem;

namespace RouterAlertAssurance.Orchestrator.Decomposition;

/// <summary>
/// Brings a state's graph, problems and slices up to date with its definitions, devices, agents and facts. Pure, but for the packages in
/// use: the same state gives the same outcome. What did not change keeps its identity, so only differences are stored and sent.
/// </summary>
internal sealed partial class NetworkPlanner(PackageStore packages, SlicePlanner slices, ILogger<NetworkPlanner> logger)
{
    public PlanOutcome Plan(NetworkState state, DateTimeOffset now)
    {
        var before = state.Plan;
        var inputs = PlanInputs.Of(state, packages.Catalog, before.Inputs);
        var changes = inputs.Since(before.Inputs);
        if (IsCurrent(state, changes))
        {
            return new(state with { Plan = before with { Inputs = inputs } }, NewRefusal: null);
        }

        var decomposer = new Decomposer(inputs.Facts, inputs.Catalog, inputs.Devices);
        var decomposed = state.Services.ToImmutableSortedDictionary(
            pair => pair.Key, pair => Decompose(pair.Value.Definition, decomposer, inputs, changes, before.Services.GetValueOrDefault(pair.Key)));
        var (merged, services) = ServiceMerge.Merge(decomposed, before.Graph);
        var graph = before.Graph.Apply(AssuranceGraph.Difference(before.Graph, MaintenanceSpread.Apply(merged)), now).Graph;
        var plan = new NetworkPlan { Inputs = inputs, Graph = graph, Services = services, Owners = Place(state, graph, services), Intents = IntentBoard.Of(services) };
        var next = state with
        {
            Plan = plan,
            Graph = GraphVersioning.Next(state.Graph, GraphDocuments.Of(state, plan), now),
            Services = WithProblems(state.Services, services),
        };
        var assigned = slices.Assign(next, now);
        return new(assigned with { Plan = plan with { Places = (assigned.Devices, assigned.Agents) } }, NewRefusal(before, services));
    }

    /// <summary>Computes what is not stored of a state just read: the plan, from the graph as it was.</summary>
    public NetworkState Complete(NetworkState stored, DateTimeOffset now)
    {
        var restored = AssuranceGraph.Restore(stored.Graph.Nodes.Values.Select(GraphDocuments.ToModel), stored.Graph.Version, stored.Graph.Time);
        return Plan(stored with { Plan = NetworkPlan.Empty with { Graph = restored.Graph } }, now).State;
    }

    // Facts that nobody reads change neither graph nor slices. Windows of maintenance do so by themselves, and a service left out may fit now.
    private static bool IsCurrent(NetworkState state, FactChanges? changes) =>
        ReferenceEquals(state.Plan.Places.Devices, state.Devices)
        && ReferenceEquals(state.Plan.Places.Agents, state.Agents)
        && state.Plan.Services.Count == state.Services.Count
        && state.Services.All(service => service.Value.Definition.Maintenance is null
            && state.Plan.Services.GetValueOrDefault(service.Key) is { Refusal: null } plan
            && plan.IsCurrent(service.Value.Definition, changes));

    // Only what reads something that changed is decomposed again.
    private ServicePlan Decompose(ServiceDefinition definition, Decomposer decomposer, PlanInputs inputs, FactChanges? changes, ServicePlan? before)
    {
        if (before?.IsCurrent(definition, changes) == true)
        {
            return before.Refusal is null ? before : before with { Refusal = null };
        }

        var instance = new ServiceInstance(definition.Type, definition.Name, definition.Parameters, definition.Maintenance?.ToModel()) { Intent = definition.Intent };
        try
        {
            var result = decomposer.Decompose(instance);
            return new(definition, result, IntentThresholds.Of(instance, result, inputs.Catalog));
        }
#pragma warning disable CA1031 // A defect met by one service must not take the others along, at every start anew.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogDecompositionFailed(definition.Type, definition.Name, exception);
            return new(definition, Failed(SubserviceId.ForService(definition.Type, definition.Name)), [], HasFailed: true);
        }
    }

    private static DecompositionResult Failed(SubserviceId root) =>
        new([], [new(root, "the decomposition failed; the orchestrator's log has the details")], []);

    private static ImmutableSortedDictionary<SubserviceId, string> Place(
        NetworkState state, AssuranceGraph graph, ImmutableSortedDictionary<ServiceKey, ServicePlan> services)
    {
        var ownerDevices = services.Values
            .SelectMany(service => service.Result.Owners)
            .Where(node => graph.Nodes.ContainsKey(node.Key))
            .DistinctBy(node => node.Key);
        return Placement.Place(
            ownerDevices, state.Devices.Values.Select(entry => entry.Definition), [.. state.Agents.Values.Select(agent => agent.Registration)]);
    }

    private static ImmutableSortedDictionary<ServiceKey, ServiceEntry> WithProblems(
        ImmutableSortedDictionary<ServiceKey, ServiceEntry> entries, ImmutableSortedDictionary<ServiceKey, ServicePlan> plans)
    {
        foreach (var (key, plan) in plans)
        {
            var problems = Problems(plan);
            if (!entries[key].Problems.SequenceEqual(problems))
            {
                entries = entries.SetItem(key, entries[key] with { Problems = problems });
            }
        }

        return entries;
    }

    private static List<DecompositionProblem> Problems(ServicePlan plan)
    {
        var problems = plan.Result.Problems.Select(problem => new DecompositionProblem(problem.Node.ToString(), problem.Detail));
        return [.. plan.Refusal is { } refusal ? [new(refusal.Node.ToString(), refusal.Text), .. problems] : problems];
    }

    private static GraphRefusal? NewRefusal(NetworkPlan before, ImmutableSortedDictionary<ServiceKey, ServicePlan> services) => services
        .Where(service => service.Value.Refusal is not null && before.Services.GetValueOrDefault(service.Key)?.Refusal is null)
        .Select(service => service.Value.Refusal)
        .FirstOrDefault();
}
