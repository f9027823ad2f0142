using RouterAlertAssurance.Contracts.Health;

namespace RouterAlertAssurance.Collector.Current;

/// <summary>Compares health statuses by value; records with lists compare them by reference.</summary>
internal static class StatusComparison
{
    public static bool Same(HealthStatusDocument one, HealthStatusDocument other) =>
        ReferenceEquals(one, other)
        || (one.Score == other.Score
            && one.Own == other.Own
            && one.Low == other.Low
            && one.High == other.High
            && one.Coverage.Equals(other.Coverage)
            && one.Since == other.Since
            && one.Symptoms.SequenceEqual(other.Symptoms)
            && one.Causes.SequenceEqual(other.Causes));
}
