using RouterAlertAssurance.Contracts.Live;

namespace RouterAlertAssurance.WebUi.Live;

/// <summary>
/// One subscription to the collector for the whole process, fanned out to the circuits. Events are gathered for a short time, so that a storm
/// costs each page a few renderings a second and not one for each event.
/// </summary>
public sealed class HealthFeed(TimeProvider time)
{
    /// <summary>Above this many gathered events a page had better read everything again.</summary>
    internal const int MaximumPending = 2_000;

    private static readonly LiveEvent Reset = new() { Kind = "reset" };

    private readonly Lock _lock = new();
    private readonly List<LiveEvent> _pending = [];
    private Subscription[] _subscriptions = [];
    private long _generation;

    /// <summary>Whether events arrive; false while the collector cannot be reached.</summary>
    public bool IsConnected => AwaySince is null;

    /// <summary>Since when the collector cannot be reached; null while it can.</summary>
    public DateTimeOffset? AwaySince { get; private set; } = time.GetUtcNow();

    /// <summary>Grows with every delivery of events: what was read in an earlier generation may be out of date.</summary>
    internal long Generation => Interlocked.Read(ref _generation);

    /// <summary>Both are called on the thread of the feed and must not wait.</summary>
    /// <param name="events">Called with what arrived since the last call.</param>
    /// <param name="connection">Called when <see cref="IsConnected"/> changed.</param>
    public IDisposable Subscribe(Action<IReadOnlyList<LiveEvent>> events, Action connection)
    {
        var subscription = new Subscription(this, events, connection);
        lock (_lock)
        {
            _subscriptions = [.. _subscriptions, subscription];
        }

        return subscription;
    }

    internal void Publish(LiveEvent liveEvent)
    {
        lock (_lock)
        {
            if (_pending.Count >= MaximumPending)
            {
                _pending.Clear();
                _pending.Add(Reset);
            }

            _pending.Add(liveEvent);
        }
    }

    internal void SetConnected(bool connected)
    {
        if (IsConnected == connected)
        {
            return;
        }

        AwaySince = connected ? null : time.GetUtcNow();
        if (connected)
        {
            // Whatever was missed meanwhile: everything is read again.
            Publish(Reset);
        }

        foreach (var subscription in _subscriptions)
        {
            subscription.Connection();
        }
    }

    internal void Flush()
    {
        LiveEvent[] events;
        lock (_lock)
        {
            if (_pending.Count == 0)
            {
                return;
            }

            events = [.. _pending];
            _pending.Clear();
        }

        Interlocked.Increment(ref _generation);
        foreach (var subscription in _subscriptions)
        {
            subscription.Events(events);
        }
    }

    private void Remove(Subscription subscription)
    {
        lock (_lock)
        {
            _subscriptions = [.. _subscriptions.Where(other => !ReferenceEquals(other, subscription))];
        }
    }

    private sealed record Subscription(HealthFeed Feed, Action<IReadOnlyList<LiveEvent>> Events, Action Connection) : IDisposable
    {
        public void Dispose() => Feed.Remove(this);
    }
}
