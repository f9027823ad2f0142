using System.Collections.Immutable;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Heuristics.Decomposition;
using RouterAlertAssurance.Heuristics.Facts;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Subservices;
using RouterAlertAssurance.Orchestrator.Network;

namespace RouterAlertAssurance.Orchestrator.Decomposition;

/// <summary>What all services together need: the graph, and which agent owns each node.</summary>
internal sealed record NetworkPlan
{
    public static NetworkPlan Empty { get; } = new();

    public PlanInputs Inputs { get; init; } = PlanInputs.Empty;

    public AssuranceGraph Graph { get; init; } = AssuranceGraph.Empty;

    public ImmutableSortedDictionary<ServiceKey, ServicePlan> Services { get; init; } = ImmutableSortedDictionary<ServiceKey, ServicePlan>.Empty;

    /// <summary>Owning agent by node; nodes nobody owns are not in it.</summary>
    public ImmutableSortedDictionary<SubserviceId, string> Owners { get; init; } = ImmutableSortedDictionary<SubserviceId, string>.Empty;

    /// <summary>What the services' intents ask of the nodes.</summary>
    public IntentBoard Intents { get; init; } = IntentBoard.Empty;

    /// <summary>Devices and agents the plan is for.</summary>
    public (object Devices, object Agents) Places { get; init; }
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
