using RouterAlertAssurance.Contracts.Live;

namespace RouterAlertAssurance.WebUi.Live;

/// <summary>
/// One subscription to the collector for the whole process, fanned out to the circuits. Events are gathered for a short time, so that a storm
/// costs each page a few renderings a second and not one for each event.
/// </summary>
public sealed class HealthFeed
{
    private readonly Lock _lock = new();
    private readonly List<LiveEvent> _pending = [];
    private Subscription[] _subscriptions = [];

    /// <summary>Whether events arrive; false while the collector cannot be reached.</summary>
    public bool IsConnected { get; private set; }

    /// <param name="events">Called with what arrived since the last call.</param>
    /// <param name="connection">Called when <see cref="IsConnected"/> changed.</param>
    public IDisposable Subscribe(Func<IReadOnlyList<LiveEvent>, Task> events, Func<Task> connection)
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
            _pending.Add(liveEvent);
        }
    }

    internal Task SetConnectedAsync(bool connected)
    {
        if (IsConnected == connected)
        {
            return Task.CompletedTask;
        }

        IsConnected = connected;
        return Task.WhenAll(_subscriptions.Select(subscription => subscription.Connection()));
    }

    internal async Task FlushAsync()
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

        await Task.WhenAll(_subscriptions.Select(subscription => subscription.Events(events)));
    }

    private void Remove(Subscription subscription)
    {
        lock (_lock)
        {
            _subscriptions = [.. _subscriptions.Where(other => other != subscription)];
        }
    }

    private sealed record Subscription(HealthFeed Feed, Func<IReadOnlyList<LiveEvent>, Task> Events, Func<Task> Connection) : IDisposable
    {
        public void Dispose() => Feed.Remove(this);
    }
}
