using System.Collections.Immutable;

namespace RouterAlertAssurance.Model.Health;

/// <summary>
/// Score and symptoms of one node (RFC 9417, "Health Status"). A score other than 100 has at least one active symptom of positive weight:
/// the constructor refuses anything else.
/// </summary>
public sealed class HealthStatus : IEquatable<HealthStatus>
{
    /// <exception cref="ArgumentException">The score is not 100 and no active symptom of positive weight explains it.</exception>
    public HealthStatus(
        HealthScore score,
        HealthScore own,
        PassedUpRange passedUp,
        double coverage,
        ImmutableArray<Symptom> symptoms,
        ImmutableArray<Cause> causes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(coverage, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(coverage, 1);
        if (!score.IsHealthy && !symptoms.Any(symptom => symptom.IsActive && symptom.Weight > 0))
        {
            throw new ArgumentException($"Score {score} is not explained by any active symptom of positive weight.", nameof(symptoms));
        }

        Score = score;
        Own = own;
        PassedUp = passedUp;
        Coverage = coverage;
        Symptoms = symptoms;
        Causes = causes;
    }

    public HealthScore Score { get; }

    /// <summary>The score from the node's own symptoms alone.</summary>
    public HealthScore Own { get; }

    /// <summary>What parents see: local symptoms left out, the unknown kept as a range.</summary>
    public PassedUpRange PassedUp { get; }

    /// <summary>Share of fresh inputs, 0..1: the minimum of the node's own and that of its impacting dependencies.</summary>
    public double Coverage { get; }

    /// <summary>Active symptoms, and of those no longer active the latest occurrence of each.</summary>
    public ImmutableArray<Symptom> Symptoms { get; }

    /// <summary>All primary symptoms, own or of descendants, that take points from this node; empty when the score is 100.</summary>
    public ImmutableArray<Cause> Causes { get; }

    /// <summary>Value equality: same scores, ranges and coverage, same symptoms and causes in the same order.</summary>
    public bool Equals(HealthStatus? other) =>
        ReferenceEquals(this, other)
        || (other is not null
            && Score == other.Score
            && Own == other.Own
            && PassedUp == other.PassedUp
            && Coverage.Equals(other.Coverage)
            && Symptoms.SequenceEqual(other.Symptoms)
            && Causes.SequenceEqual(other.Causes));

    public override bool Equals(object? obj) => Equals(obj as HealthStatus);

    public override int GetHashCode() => HashCode.Combine(Score, Own, PassedUp, Coverage, Symptoms.Length, Causes.Length);
}
