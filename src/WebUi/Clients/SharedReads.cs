using System.Collections.Concurrent;
using RouterAlertAssurance.WebUi.Live;

namespace RouterAlertAssurance.WebUi.Clients;

/// <summary>
/// One read for all pages that ask the same at the same time: ten browsers on the overview cost the collector as much as one. An answer is shared
/// only until the next event arrives, and never for longer than <see cref="Lifetime"/>. It also lets a page that was rendered on the server
/// become interactive without reading everything twice.
/// </summary>
internal sealed class SharedReads(HealthFeed feed, TimeProvider time)
{
    internal static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, Read> _reads = new(StringComparer.Ordinal);

    /// <summary>The answer of <paramref name="read"/>, or of one that runs or ran just now. The read itself does not end when one of its askers leaves.</summary>
    public Task<Fetched<T>> GetAsync<T>(string key, Func<Task<Fetched<T>>> read, CancellationToken cancellationToken)
        where T : class
    {
        var now = time.GetUtcNow();
        if (_reads.TryGetValue(key, out var shared) && IsFresh(shared, now) && shared.Task is Task<Fetched<T>> same && !HasFailed(same))
        {
            return same.WaitAsync(cancellationToken);
        }

        Forget(now);
        var own = read();
        _reads[key] = new Read(own, now, feed.Generation);
        return own.WaitAsync(cancellationToken);
    }

    private static bool HasFailed<T>(Task<Fetched<T>> task)
        where T : class => task.IsCompleted && (!task.IsCompletedSuccessfully || task.Result.Value is null);

    private bool IsFresh(Read read, DateTimeOffset now) => read.Generation == feed.Generation && now - read.Started < Lifetime;

    private void Forget(DateTimeOffset now)
    {
        foreach (var (key, read) in _reads)
        {
            if (!IsFresh(read, now))
            {
                _reads.TryRemove(new KeyValuePair<string, Read>(key, read));
            }
        }
    }

    private sealed record Read(Task Task, DateTimeOffset Started, long Generation);
}
