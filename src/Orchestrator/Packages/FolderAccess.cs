namespace RouterAlertAssurance.Orchestrator.Packages;

/// <summary>
/// Looks into the packages' folder on a thread of its own, once at a time, and waits no longer than a limit: a file system that answers no more, such as a
/// network file system without its server, holds up one thread and nothing else.
/// </summary>
internal sealed class FolderAccess(TimeProvider time) : IDisposable
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _gate = new(1, 1);

    /// <exception cref="IOException">It takes longer than the limit, or is what <paramref name="look"/> throws.</exception>
    public async Task<T> RunAsync<T>(Func<T> look, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await _gate.WaitAsync(either.Token);
            return await Task.Run(() => Release(look), CancellationToken.None).WaitAsync(either.Token);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IOException($"reading it takes longer than {Limit.TotalSeconds:0} s", late);
        }
    }

    public void Dispose() => _gate.Dispose();

    private T Release<T>(Func<T> look)
    {
        try
        {
            return look();
        }
        finally
        {
            _gate.Release();
        }
    }
}
