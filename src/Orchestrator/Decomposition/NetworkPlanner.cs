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
using RouterAlertAssurance.Orchestrator.Probes;
using DecompositionProblem = RouterAlertAssurance.Contracts.Definitions.DecompositionProblem;

namespace RouterAlertAssurance.Orchestrator.Decomposition;

/// <summary>
/// Brings a state's graph, problems and slices up to date with its definitions, devices, agents and facts. Pure, but for the packages in
/// use: the same state gives the same outcome. What did not change keeps its identity, so only differences are stored and sent.
/// </summary>
internal sealed partial class NetworkPlanner(PackageStore packages, SlicePlanner slices, ProbeLimits limits, ILogger<NetworkPlanner> logger)
{
    // Fewer than these are decomposed sooner than they are shared out.
    private const int WorthSharing = 64;

    public PlanOutcome Plan(NetworkState state, DateTimeOffset now)
    {
        var before = state.Plan;
        var inputs = PlanInputs.Of(state, packages.Catalog, before.Inputs);
        var facts = inputs.Since(before.Inputs);
        var places = NetworkPlaces.Of(state, before.Places);
        var changes = Changes(state, inputs, facts);
        var isElsewhere = facts is null || !places.IsSameAs(before.Places);
        if (changes.IsEmpty && !isElsewhere)
        {
            var same = before with { Inputs = inputs, Places = places, Definitions = state.Services };
            same = same with { Probes = before.Probes.Next(same, [], limits) };
            return new(Assign(state with { Plan = same }, before.Places, same.Probes.Schedule.AgentsDifferingFrom(before.Probes.Schedule), now), NewRefusal: null);
        }

        var update = PlanUpdate.Of(before, changes, places, isElsewhere, now);
        var plan = update.Plan with { Inputs = inputs };
        plan = plan with { Probes = before.Probes.Next(plan, isElsewhere ? null : update.Touched, limits) };
        var planned = state with { Plan = plan, Services = WithProblems(state.Services, update.Changes) };
        planned = planned with
        {
            Plan = planned.Plan with { Definitions = planned.Services },
            Graph = GraphVersioning.Next(state.Graph, update.Written.Select(id => KeyValuePair.Create(id, GraphDocuments.Of(id, planned))), update.Removed, now),
        };
        return new(Assign(planned, before.Places, isElsewhere ? null : update.Agents(before).Concat(plan.Probes.Schedule.AgentsDifferingFrom(before.Probes.Schedule)), now), NewRefusal(update.Changes));
    }

    /// <summary>Computes what is not stored of a state just read: the plan, from the graph as it was.</summary>
    public NetworkState Complete(NetworkState stored, DateTimeOffset now)
    {
        var restored = AssuranceGraph.Restore(stored.Graph.Nodes.Values.Select(GraphDocuments.ToModel), stored.Graph.Version, stored.Graph.Time);
        return Plan(stored with { Plan = NetworkPlan.Empty with { Graph = restored.Graph } }, now).State;
    }

    // Windows of maintenance begin and end by themselves, and an agent may be found to be ahead.
    private NetworkState Assign(NetworkState state, NetworkPlaces before, IEnumerable<string>? concerned, DateTimeOffset now)
    {
        var outdated = ReferenceEquals(state.Plan.Places, before) ? [] : SlicePlanner.Outdated(state);
        var assigned = slices.Assign(
            state, concerned?.Concat(state.Plan.AgentsSeeing(state.Plan.Graph.WithMaintenance)).Concat(outdated).ToHashSet(StringComparer.Ordinal), now);
        return assigned with { Plan = assigned.Plan with { Places = assigned.Plan.Places.For(assigned) } };
    }

    // Only what reads something that changed is decomposed again. What was left out is tried again with whatever changes: it may fit now.
    private ImmutableArray<ServiceChange> Changes(NetworkState state, PlanInputs inputs, FactChanges? facts)
    {
        var before = state.Plan;
        var keys = state.Services.Since(before.Definitions).ToHashSet();
        if (facts is not { IsEmpty: true })
        {
            keys.UnionWith(before.Services.Where(service => !service.Value.IsCurrent(service.Value.Definition, facts)).Select(service => service.Key));
        }

        var open = keys.Where(key => !IsCurrent(key, state, facts)).ToList();
        var changes = (open.Count < WorthSharing ? open.Select(Change) : open.AsParallel().Select(Change)).ToList();
        if (changes.Count > 0)
        {
            changes.AddRange(before.LeftOut.Except(open).Select(key => new ServiceChange(key, before.Services[key], before.Services[key] with { Refusal = null })));
        }

        return [.. changes.OrderBy(change => change.Key)];

        ServiceChange Change(ServiceKey key) => new(
            key, before.Services.GetValueOrDefault(key), state.Services.TryGetValue(key, out var entry) ? Decompose(entry.Definition, inputs) : null);
    }

    private static bool IsCurrent(ServiceKey key, NetworkState state, FactChanges? facts) => state.Services.TryGetValue(key, out var entry)
        ? state.Plan.Services.TryGetValue(key, out var plan) && plan.IsCurrent(entry.Definition, facts)
        : !state.Plan.Services.ContainsKey(key);

    private ServicePlan Decompose(ServiceDefinition definition, PlanInputs inputs)
    {
        var instance = new ServiceInstance(definition.Type, definition.Name, definition.Parameters, definition.Maintenance?.ToModel()) { Intent = definition.Intent };
        try
        {
            var result = inputs.Decomposer.Decompose(instance);
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

    private static TrackedMap<ServiceKey, ServiceEntry> WithProblems(TrackedMap<ServiceKey, ServiceEntry> entries, IEnumerable<ServiceChange> changes) => entries.SetItems(
    [
        .. from change in changes
           where change.After is not null
           let entry = entries[change.Key]
           let problems = Problems(change.After!)
           where !entry.Problems.SequenceEqual(problems)
           select KeyValuePair.Create(change.Key, entry with { Problems = problems }),
    ]);

    private static List<DecompositionProblem> Problems(ServicePlan plan)
    {
        var problems = plan.Result.Problems.Select(problem => new DecompositionProblem(problem.Node.ToString(), problem.Detail));
        return [.. plan.Refusal is { } refusal ? [new(refusal.Node.ToString(), refusal.Text), .. problems] : problems];
    }

    private static GraphRefusal? NewRefusal(IEnumerable<ServiceChange> changes) =>
        changes.FirstOrDefault(change => change.After?.Refusal is not null && change.Before?.Refusal is null)?.After!.Refusal;
}
