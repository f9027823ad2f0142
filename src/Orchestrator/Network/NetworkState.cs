using System.Collections.Immutable;
using RouterAlertAssurance.Orchestrator.Assignment;
using RouterAlertAssurance.Orchestrator.Decomposition;

namespace RouterAlertAssurance.Orchestrator.Network;

/// <summary>
/// Everything the orchestrator knows, at one moment. Immutable: a change makes a new state, which is stored before it becomes the current one.
/// </summary>
internal sealed record NetworkState
{
    public static NetworkState Empty { get; } = new();

    public ImmutableSortedDictionary<string, DeviceEntry> Devices { get; init; } = Map<DeviceEntry>();

    public TrackedMap<ServiceKey, ServiceEntry> Services { get; init; } = TrackedMap<ServiceKey, ServiceEntry>.Empty;

    public ImmutableSortedDictionary<string, AgentEntry> Agents { get; init; } = Map<AgentEntry>();

    /// <summary>By agent.</summary>
    public ImmutableSortedDictionary<string, FactsEntry> Facts { get; init; } = Map<FactsEntry>();

    /// <summary>By the identifier of the proposal.</summary>
    public ImmutableSortedDictionary<string, Dismissal> Dismissals { get; init; } = Map<Dismissal>();

    public NetworkGraph Graph { get; init; } = NetworkGraph.Empty;

    /// <summary>What the graph was made from; computed, not stored.</summary>
    public NetworkPlan Plan { get; init; } = NetworkPlan.Empty;

    /// <summary>What each registered agent shall run; computed, not stored.</summary>
    public ImmutableSortedDictionary<string, AgentSlice> Slices { get; init; } = Map<AgentSlice>();

    private static ImmutableSortedDictionary<string, T> Map<T>() => ImmutableSortedDictionary<string, T>.Empty.WithComparers(StringComparer.Ordinal);
}
