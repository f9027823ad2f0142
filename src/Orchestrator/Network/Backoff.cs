namespace RouterAlertAssurance.Orchestrator.Network;

/// <summary>Waiting times between attempts: each twice the one before, up to a longest.</summary>
internal sealed class Backoff(TimeSpan shortest, TimeSpan longest)
{
    private TimeSpan _next = shortest;

    public void Reset() => _next = shortest;

    public TimeSpan Next()
    {
        var now = _next;
        _next = now * 2 < longest ? now * 2 : longest;
        return now;
    }
}
