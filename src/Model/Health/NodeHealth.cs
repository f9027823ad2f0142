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
    /// <summary>Of every node evaluated here that has no symptom now or lately, all inputs fresh, and only such nodes below: one object for all.</summary>
    public static NodeHealth Healthy { get; } = new()
    {
        Status = new(HealthScore.Healthy, HealthScore.Healthy, PassedUpRange.Healthy, 1, [], []),
        Origin = HealthOrigin.Own,
    };

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

    /// <summary>Whether the node has own symptoms that something below may explain.</summary>
    public bool LooksBelow { get; init; }

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

    /// <summary>Whether those that depend on the node directly see no difference.</summary>
    public bool PassesUpTheSameAs(NodeHealth other) =>
        ReferenceEquals(this, other)
        || (Value == other.Value
            && Pessimistic == other.Pessimistic
            && SeesMaintenance == other.SeesMaintenance
            && InMaintenance == other.InMaintenance
            && Origin == other.Origin
            && Status.Coverage.Equals(other.Status.Coverage)
            && Status.Symptoms.AsSpan().SequenceEqual(other.Status.Symptoms.AsSpan())
            && UpwardCauses.AsSpan().SequenceEqual(other.UpwardCauses.AsSpan()));

    /// <summary>Whether those further up that look through the nodes between see no difference.</summary>
    public bool LooksTheSameAs(NodeHealth other) =>
        ReferenceEquals(this, other)
        || (Value == other.Value
            && Pessimistic == other.Pessimistic
            && InMaintenance == other.InMaintenance
            && Origin == other.Origin
            && OwnPassedUp == other.OwnPassedUp
            && HasSameRootedAs(other));

    private bool HasSameRootedAs(NodeHealth other)
    {
        if (Rooted.Length != other.Rooted.Length)
        {
            return false;
        }

        for (var index = 0; index < Rooted.Length; index++)
        {
            if (Rooted[index].Symptom != other.Rooted[index].Symptom || !Rooted[index].Roots.AsSpan().SequenceEqual(other.Rooted[index].Roots.AsSpan()))
            {
                return false;
            }
        }

        return true;
    }
}
