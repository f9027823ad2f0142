using System.Collections.Immutable;
using RouterAlertAssurance.Heuristics.Facts;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Heuristics.Decomposition;

/// <summary>A service instance to decompose.</summary>
/// <param name="Type">Name of the service type.</param>
/// <param name="Name">Name of the instance.</param>
/// <param name="Parameters">Values by name, canonical or not.</param>
/// <param name="Maintenance">Maintenance of the instance's node, if any.</param>
public sealed record ServiceInstance(
    string Type, string Name, IReadOnlyDictionary<string, string> Parameters, MaintenanceWindow? Maintenance = null)
{
    /// <summary>What is promised, as written in the definition, by the name of the intent.</summary>
    public IReadOnlyDictionary<string, string> Intent { get; init; } = ImmutableDictionary<string, string>.Empty;
}

/// <summary>A device as decomposition and the metric engine know it.</summary>
/// <param name="Name">Its name; the value of parameters of type device.</param>
/// <param name="Characteristics">What metric implementations are chosen by.</param>
public sealed record DeviceInfo(string Name, IReadOnlyDictionary<string, string> Characteristics);

/// <summary>Why a part of a service could not be decomposed yet.</summary>
/// <param name="Node">The node whose dependencies are incomplete.</param>
/// <param name="Detail">What is missing.</param>
public sealed record DecompositionProblem(SubserviceId Node, string Detail);

/// <summary>The assurance graph of one service.</summary>
/// <param name="Nodes">The service's node first, then its subservices ordered by identity; empty when the definition itself is wrong.</param>
/// <param name="Problems">What is missing, ordered by node.</param>
/// <param name="OwnerDevices">For each of the nodes, in their order, the device whose agent evaluates it.</param>
public sealed record DecompositionResult(
    ImmutableArray<AssuranceNode> Nodes, ImmutableArray<DecompositionProblem> Problems, ImmutableArray<string> OwnerDevices)
{
    /// <summary>What of the facts its nodes were made from: while none of it changes, the result stays as it is (<see cref="FactChanges.Concern"/>).</summary>
    public ImmutableArray<FactReads> Reads { get; init; } = [];

    /// <summary>Each node with the device whose agent evaluates it.</summary>
    public IEnumerable<KeyValuePair<SubserviceId, string>> Owners => Nodes.Zip(OwnerDevices, (node, device) => KeyValuePair.Create(node.Id, device));
}
