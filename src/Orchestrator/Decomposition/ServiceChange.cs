using System.Collections.Immutable;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Subservices;
using RouterAlertAssurance.Orchestrator.Network;

namespace RouterAlertAssurance.Orchestrator.Decomposition;

/// <summary>A service whose plan is another one than before.</summary>
/// <param name="Key">The service.</param>
/// <param name="Before">Its plan before; null for a new one.</param>
/// <param name="After">Its plan now; null for one that is gone.</param>
internal sealed record ServiceChange(ServiceKey Key, ServicePlan? Before, ServicePlan? After)
{
    public SubserviceId Root => SubserviceId.ForService(Key.Type, Key.Name);

    /// <summary>Whether the definition is another one, rather than what follows from it.</summary>
    public bool IsRedefined => !ReferenceEquals(Before?.Definition, After?.Definition);

    /// <summary>Whether it asks the same of the same nodes.</summary>
    public bool AsksTheSame => !IsRedefined
        && Gone.Select(node => node.Id).SequenceEqual(Coming.Select(node => node.Id))
        && Before!.Thresholds.SequenceEqual(After!.Thresholds);

    /// <summary>What it had in the network's graph; empty where it was left out.</summary>
    public ImmutableArray<AssuranceNode> Gone => Before is { Refusal: null } plan ? plan.Result.Nodes : [];

    /// <summary>What it has in the network's graph now; empty where it is left out.</summary>
    public ImmutableArray<AssuranceNode> Coming => After is { Refusal: null } plan ? plan.Result.Nodes : [];
}
