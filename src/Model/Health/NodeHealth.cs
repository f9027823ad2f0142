using System.Collections.Immutable;

namespace RouterAlertAssurance.Model.Health;

/// <summary>Where a node's health comes from.</summary>
internal enum HealthOrigin
{
    /// <summary>Evaluated here.</summary>
    Own,

    /// <summary>Reported by the agent that owns the node.</summary>
    Shadow,

    /// <summary>Nobody said anything.</summary>
    Unreported,
}

/// <summary>
/// An active symptom of positive weight that a node's own package raised, with the primary symptoms that explain it (itself if primary).
/// </summary>
internal readonly record struct RootedSymptom(Symptom Symptom, ImmutableArray<Cause> Roots);

/// <summary>A node's status, and what its ancestors need to know beyond it.</summary>
internal sealed record NodeHealth
{
    public required HealthStatus Status { get; init; }

    public required HealthOrigin Origin { get; init; }

    public bool InMaintenance { get; init; }

    /// <summary>What parents see: under maintenance, that is a healthy node.</summary>
    public PassedUpRange Value => InMaintenance ? PassedUpRange.Healthy : Status.PassedUp;

    /// <summary>What parents would see if every node under maintenance were broken.</summary>
    public PassedUpRange Pessimistic { get; init; } = PassedUpRange.Healthy;

    /// <summary>Whether this node or one it depends on is under maintenance.</summary>
    public bool SeesMaintenance { get; init; }

    /// <summary>The node's own part of <see cref="Value"/>.</summary>
    public PassedUpRange OwnPassedUp { get; init; } = PassedUpRange.Healthy;

    /// <summary>
    /// Start of the earliest symptom of this node or of an impacting descendant that may explain one above; null when there is none.
    /// </summary>
    public DateTimeOffset? Earliest { get; init; }

    public ImmutableArray<RootedSymptom> Rooted { get; init; } = [];

    /// <summary>The causes of what this node takes from its parents: without those of local symptoms.</summary>
    public ImmutableArray<Cause> UpwardCauses { get; init; } = [];

    /// <summary>Symptoms raised by propagation, also those hidden behind maintenance; carries their starts to the next snapshot.</summary>
    public ImmutableArray<Symptom> Generated { get; init; } = [];

    public static NodeHealth Restored(HealthStatus status) => new()
    {
        Status = status,
        Origin = HealthOrigin.Unreported,
        Generated = [.. status.Symptoms.Where(SymptomIds.IsGenerated)],
    };

    /// <summary>The least of two moments, where null is never.</summary>
    public static DateTimeOffset? Earlier(DateTimeOffset? left, DateTimeOffset? right) => left is null || right < left ? right : left;
}
