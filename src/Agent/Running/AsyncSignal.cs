namespace RouterAlertAssurance.Agent.Running;

/// <summary>Wakes one waiting loop; setting it several times before it is noticed wakes once.</summary>
internal sealed class AsyncSignal
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _source = Create();

    public void Set()
    {
        lock (_gate)
        {
            _source.TrySetResult();
        }
    }

    /// <summary>True when it was set, false when the time passed. Taking it resets it.</summary>
    public async Task<bool> WaitAsync(TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        Task set;
        lock (_gate)
        {
            set = _source.Task;
        }

        // Waiting in vain is the ordinary case here, several times a second: it must not cost an exception each time.
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(set, Task.Delay(InWholeMilliseconds(limit), time, over.Token));
        await over.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            if (!_source.Task.IsCompleted)
            {
                return false;
            }

            _source = Create();
            return true;
        }
    }

    /// <summary>Timers drop fractions of a millisecond: rounded up, nobody comes back too early and spins through the rest.</summary>
    private static TimeSpan InWholeMilliseconds(TimeSpan limit) =>
        limit == Timeout.InfiniteTimeSpan ? limit : TimeSpan.FromMilliseconds(Math.Ceiling(limit.TotalMilliseconds));

    private static TaskCompletionSource Create() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
