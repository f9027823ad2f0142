using System.Collections.Frozen;
using System.Collections.Immutable;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Heuristics.Decomposition;
using RouterAlertAssurance.Heuristics.Facts;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Subservices;
using RouterAlertAssurance.Orchestrator.Assignment;
using RouterAlertAssurance.Orchestrator.Network;
using RouterAlertAssurance.Orchestrator.Probes;

namespace RouterAlertAssurance.Orchestrator.Decomposition;

/// <summary>What all services together need: the graph, and which agent owns each node. The next plan is made from it by difference.</summary>
internal sealed record NetworkPlan
{
    public static NetworkPlan Empty { get; } = new();

    public PlanInputs Inputs { get; init; } = PlanInputs.Empty;

    /// <summary>The definitions it was made from, with the problems it found.</summary>
    public TrackedMap<ServiceKey, ServiceEntry> Definitions { get; init; } = TrackedMap<ServiceKey, ServiceEntry>.Empty;

    public ImmutableSortedDictionary<ServiceKey, ServicePlan> Services { get; init; } = ImmutableSortedDictionary<ServiceKey, ServicePlan>.Empty;

    /// <summary>Services that are not part of the graph.</summary>
    public ImmutableSortedSet<ServiceKey> LeftOut { get; init; } = [];

    /// <summary>The sub-graphs of all others.</summary>
    public SubgraphUnion Union { get; init; } = SubgraphUnion.Empty;

    /// <summary>The union, with windows of maintenance carried to what they cover.</summary>
    public AssuranceGraph Graph { get; init; } = AssuranceGraph.Empty;

    /// <summary>Nodes of the graph that have the window of another one (<see cref="MaintenanceSpread"/>).</summary>
    public ImmutableArray<SubserviceId> Covered { get; init; } = [];

    public NodeOwners Owners { get; init; } = NodeOwners.None;

    /// <summary>What the services' intents ask of the nodes.</summary>
    public IntentBoard Intents { get; init; } = IntentBoard.Empty;

    /// <summary>Profiles and levels that the services choose for the nodes.</summary>
    public NodeSettings Settings { get; init; } = NodeSettings.None;

    /// <summary>What is probed between agents for the nodes.</summary>
    public ProbeBoard Probes { get; init; } = ProbeBoard.Empty;

    /// <summary>Devices and agents the plan is for.</summary>
    public NetworkPlaces Places { get; init; } = NetworkPlaces.None;

    /// <summary>The agents whose slices hold one of some nodes: the owners of the nodes and of all that depends on them.</summary>
    public IReadOnlySet<string> AgentsSeeing(IEnumerable<SubserviceId> nodes)
    {
        SubserviceId[] given = [.. nodes];
        return given.Length == 0 ? FrozenSet<string>.Empty
            : given.Concat(Graph.AncestorsOf(given)).Select(Owners.GetValueOrDefault).OfType<string>().ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Whether nothing is known but a graph that was stored.</summary>
    public bool IsRestored => ReferenceEquals(Inputs, PlanInputs.Empty);
}

/// <summary>The sub-graph of one service.</summary>
/// <param name="Definition">What it was made from, together with the plan's inputs.</param>
/// <param name="Result">Nodes, owner devices and problems.</param>
/// <param name="Thresholds">What the definition's intent asks of the nodes.</param>
/// <param name="HasFailed">It is tried again with whatever changes: what it would have read is not known.</param>
/// <param name="Refusal">Why the sub-graph cannot be part of the network's graph; null when it is part of it.</param>
internal sealed record ServicePlan(
    ServiceDefinition Definition, DecompositionResult Result, ImmutableArray<IntentThreshold> Thresholds, bool HasFailed = false, GraphRefusal? Refusal = null)
{
    /// <summary>Whether decomposing would give the same again.</summary>
    public bool IsCurrent(ServiceDefinition definition, FactChanges? changes) =>
        ReferenceEquals(Definition, definition) && (changes is { IsEmpty: true } || (!HasFailed && changes?.Concern(Result.Reads) == false));
}

/// <summary>A state with its plan.</summary>
/// <param name="State">The state, complete with graph version, problems and slices.</param>
/// <param name="NewRefusal">Why a service is left out of the graph that was not left out before; null when there is none.</param>
internal sealed record PlanOutcome(NetworkState State, GraphRefusal? NewRefusal);
