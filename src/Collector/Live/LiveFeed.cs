using System.Threading.Channels;
using RouterAlertAssurance.Contracts.Live;

namespace RouterAlertAssurance.Collector.Live;

/// <summary>
/// Numbers live events, keeps the newest for those who resume, and hands them to subscribers. A subscriber that is too slow is told to read
/// everything again instead of being waited for.
/// </summary>
internal sealed class LiveFeed
{
    public const int Kept = 8192;

    public const int MaxSubscribers = 256;

    private const int Backlog = 4096;

    private readonly Lock _gate = new();
    private readonly Queue<LiveEvent> _recent = new();
    private readonly HashSet<LiveSubscription> _subscriptions = [];
    private readonly TimeProvider _time;
    private long _last;

    public LiveFeed(TimeProvider time)
    {
        _time = time;
        // Numbers go on above those of an earlier run of the service, so that a client of that run is found to be too old.
        _last = time.GetUtcNow().ToUnixTimeMilliseconds() * 1000;
    }

    public long LastId
    {
        get
        {
            lock (_gate)
            {
                return _last;
            }
        }
    }

    public void Publish(IEnumerable<LiveEvent> events)
    {
        lock (_gate)
        {
            foreach (var item in events)
            {
                var numbered = item with { Id = ++_last };
                _recent.Enqueue(numbered);
                if (_recent.Count > Kept)
                {
                    _recent.Dequeue();
                }

                _subscriptions.RemoveWhere(subscription => !subscription.Offer(numbered));
            }
        }
    }

    /// <summary>
    /// Subscribes to everything after <paramref name="after"/>, or from now on when that is null. When what is asked for is no longer kept
    /// the first event is a <c>reset</c>. Null when there are too many subscribers.
    /// </summary>
    public LiveSubscription? Subscribe(long? after)
    {
        lock (_gate)
        {
            if (_subscriptions.Count >= MaxSubscribers)
            {
                return null;
            }

            var subscription = new LiveSubscription(this, Channel.CreateBounded<LiveEvent>(Backlog + Kept));
            foreach (var item in Missed(after))
            {
                subscription.Offer(item);
            }

            _subscriptions.Add(subscription);
            return subscription;
        }
    }

    public void Unsubscribe(LiveSubscription subscription)
    {
        lock (_gate)
        {
            _subscriptions.Remove(subscription);
        }
    }

    private IEnumerable<LiveEvent> Missed(long? after)
    {
        if (after is null || after == _last)
        {
            return [];
        }

        var oldest = _recent.TryPeek(out var first) ? first.Id : _last + 1;
        return after > _last || after < oldest - 1 ? [Reset()] : _recent.Where(item => item.Id > after);
    }

    /// <summary>Says that the reader has missed something and must read everything again; what follows comes after <see cref="LastId"/>.</summary>
    private LiveEvent Reset() => new() { Id = _last, Kind = LiveKinds.Reset, Time = _time.GetUtcNow() };
}
