using RouterAlertAssurance.Contracts.Assignments;
using RouterAlertAssurance.Probes;

namespace RouterAlertAssurance.Agent.Sources.RouterAlertProbe;

/// <summary>What the last round of a task found.</summary>
/// <param name="Task">The task.</param>
/// <param name="Results">By protocol; empty where there was no round.</param>
/// <param name="Ended">When the round ended.</param>
/// <param name="Problem">Why there was no round; null when there was one.</param>
/// <param name="Located">When a round last looked for the places where the option is lost; null when none did.</param>
internal sealed record ProbeOutcome(ProbeTask Task, IReadOnlyList<ProbeResult> Results, DateTimeOffset Ended, string? Problem = null, DateTimeOffset? Located = null)
{
    // A round that was left out because others lasted is no reason to forget the one before.
    private const int PeriodsKept = 3;

    /// <summary>Why nothing is known of any protocol; null when something is.</summary>
    public string? Failure => Problem
        ?? (Results.Count == 0 ? $"none of {string.Join(", ", Task.Protocols)} can be probed" : Results.All(result => !IsKnown(result)) ? Results[0].Detail : null);

    /// <summary>Whether packets were sent, so that the verdict is one: <c>unknown</c> then means that even packets without the option got lost.</summary>
    public static bool IsKnown(ProbeResult result) => result.Low is { Control.Sent: > 0 };

    /// <summary>Whether it still tells of now.</summary>
    public bool IsFresh(DateTimeOffset now) => now - Ended <= TimeSpan.FromSeconds(PeriodsKept * (double)Task.PeriodSeconds);
}
