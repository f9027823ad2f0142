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

        try
        {
            await set.WaitAsync(limit, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return false;
        }

        lock (_gate)
        {
            _source = Create();
        }

        return true;
    }

    private static TaskCompletionSource Create() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
