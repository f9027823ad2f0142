using System.Collections.Immutable;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Model.Graphs;

/// <summary>What became of an edit: a new graph and what changed in it, or every reason why it was refused.</summary>
public sealed record GraphEditResult
{
    /// <summary>The graph after the edit; when refused, or when nothing changed, the very graph that was to be edited.</summary>
    public required AssuranceGraph Graph { get; init; }

    /// <summary>Every rule that the edit breaks; empty when it was accepted.</summary>
    public ImmutableArray<GraphRefusal> Refusals { get; init; } = [];

    public ImmutableArray<SubserviceId> Added { get; init; } = [];

    /// <summary>Nodes that were there before and are different now.</summary>
    public ImmutableArray<SubserviceId> Changed { get; init; } = [];

    public ImmutableArray<SubserviceId> Removed { get; init; } = [];

    public bool IsAccepted => Refusals.IsEmpty;

    public bool HasChanges => !(Added.IsEmpty && Changed.IsEmpty && Removed.IsEmpty);
}
