namespace RouterAlertAssurance.Agent.Running;

/// <summary>Pauses that double up to a limit, spread so that agents which lost the same service do not come back in step.</summary>
internal sealed record Backoff(TimeSpan First, TimeSpan Limit)
{
    public TimeSpan Pause(int attempt)
    {
        var pause = First * Math.Pow(2, Math.Min(attempt, 30));
        return (pause < Limit ? pause : Limit) * (0.75 + (Random.Shared.NextDouble() / 2));
    }
}
