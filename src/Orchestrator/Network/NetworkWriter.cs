using Microsoft.Extensions.Logging;
using RouterAlertAssurance.Orchestrator.Storage;

namespace RouterAlertAssurance.Orchestrator.Network;

/// <summary>
/// The only place that changes the state. One write at a time: decide on the present state, store the difference in one transaction, then
/// show the new state. When the database fails in between, nobody can tell whether it committed, so the state is read back before the next write.
/// </summary>
internal sealed partial class NetworkWriter(StateStore store, TimeProvider time, ILogger<NetworkWriter> logger) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private NetworkState? _current;
    private Action _whenChanged = () => { };
    private volatile string? _unavailable = "The database was not read yet";

    /// <summary>Wakes whoever reads the state back.</summary>
    public Signal LoadWanted { get; } = new();

    /// <summary>The present state; null until it was read for the first time.</summary>
    public NetworkState? Current => Volatile.Read(ref _current);

    /// <summary>Why nothing can be stored at present; null when all is well.</summary>
    public string? Unavailable => _unavailable;

    /// <summary>Has a handler called after each change, inside the write: handlers only wake others.</summary>
    public void WhenChanged(Action handler) => _whenChanged += handler;

    public async Task<WriteOutcome<T>> WriteAsync<T>(Func<NetworkState, DateTimeOffset, Decision<T>> decide, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (Current is not { } current || _unavailable is not null)
            {
                return new(default, _unavailable ?? "The database was not read yet");
            }

            var decision = decide(current, Now());
            return decision.Next is null || await StoreAsync(current, decision.Next) ? new(decision.Answer, null) : new(default, _unavailable);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Reads the state back, lets <paramref name="complete"/> compute what is not stored, and stores what that changed.</summary>
    public async Task LoadAsync(Func<NetworkState, DateTimeOffset, NetworkState> complete, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            var stored = await store.LoadAsync(cancellationToken);
            var next = complete(stored, Now());
            await store.SaveAsync(stored, next, cancellationToken);
            _unavailable = null;
            Show(next);
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private async Task<bool> StoreAsync(NetworkState current, NetworkState next)
    {
        try
        {
            // Not the request's token: a client that goes away must not leave a half-known commit behind.
            await store.SaveAsync(current, next, CancellationToken.None);
        }
        catch (Exception exception) when (StateStore.IsStorageFailure(exception))
        {
            LogStoreFailed(exception);
            _unavailable = "The database cannot be written at present; nothing was changed";
            LoadWanted.Set();
            return false;
        }

        Show(next);
        return true;
    }

    // PostgreSQL keeps microseconds: what is shown now is what is read back later.
    private DateTimeOffset Now()
    {
        var now = time.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }

    private void Show(NetworkState next)
    {
        Volatile.Write(ref _current, next);
        _whenChanged();
    }
}
