namespace RouterAlertAssurance.Agent.Metrics;

/// <summary>Leaves a source alone for a growing while after it failed as a whole several times in a row.</summary>
internal sealed class CircuitBreaker(int limit, TimeSpan pause, TimeSpan pauseLimit)
{
    private int _failures;
    private readonly TimeSpan _first = pause;
    private TimeSpan _next = pause;
    private DateTimeOffset _closedAt;

    /// <summary>Why it is open; null while the source may be read.</summary>
    public string? Reason { get; private set; }

    public bool IsOpenAt(DateTimeOffset time) => Reason is not null && time < _closedAt;

    public void Succeeded()
    {
        _failures = 0;
        _next = _first;
        Reason = null;
    }

    public void Failed(DateTimeOffset time, string reason)
    {
        if (++_failures < limit)
        {
            return;
        }

        Reason = reason;
        _closedAt = time + _next;
        _next = _next + _next < pauseLimit ? _next + _next : pauseLimit;
    }
}
