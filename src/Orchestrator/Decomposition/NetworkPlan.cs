using System.Collections.Immutable;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Subservices;
using RouterAlertAssurance.Orchestrator.Network;

namespace RouterAlertAssurance.Orchestrator.Decomposition;

/// <summary>What all services together need: the graph, whose device owns each node, and which agent that makes.</summary>
internal sealed record NetworkPlan
{
    public static NetworkPlan Empty { get; } = new();

    public AssuranceGraph Graph { get; init; } = AssuranceGraph.Empty;

    public ImmutableSortedDictionary<ServiceKey, ServicePlan> Services { get; init; } = ImmutableSortedDictionary<ServiceKey, ServicePlan>.Empty;

    /// <summary>Owning agent by node; nodes nobody owns are not in it.</summary>
    public ImmutableSortedDictionary<SubserviceId, string> Owners { get; init; } = ImmutableSortedDictionary<SubserviceId, string>.Empty;
}

/// <summary>The sub-graph of one service.</summary>
/// <param name="Definition">What it was made from, together with <paramref name="Inputs"/>.</param>
/// <param name="Inputs">Identity of the facts it was made from.</param>
/// <param name="Nodes">Closed under dependencies; empty when nothing could be made of the definition.</param>
/// <param name="OwnerDevices">Device by node.</param>
/// <param name="Problems">What could not be decomposed.</param>
/// <param name="Refusal">Why the sub-graph cannot be part of the network's graph; null when it is part of it.</param>
internal sealed record ServicePlan(
    ServiceDefinition Definition,
    object Inputs,
    ImmutableArray<AssuranceNode> Nodes,
    ImmutableSortedDictionary<SubserviceId, string> OwnerDevices,
    ImmutableArray<DecompositionProblem> Problems,
    GraphRefusal? Refusal = null);
