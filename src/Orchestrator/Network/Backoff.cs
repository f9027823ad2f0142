namespace RouterAlertAssurance.Orchestrator.Network;

/// <summary>Waiting times between attempts: each twice the one before, up to a longest.</summary>
internal sealed class Backoff(TimeSpan shortest, TimeSpan longest)
{
    private const int MostDoublings = 16;

    private int _failures;

    public void Reset() => _failures = 0;

    public TimeSpan Next()
    {
        var pause = shortest * Math.Pow(2, Math.Min(_failures++, MostDoublings));
        return pause < longest ? pause : longest;
    }
}
