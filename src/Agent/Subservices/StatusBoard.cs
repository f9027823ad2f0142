using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using RouterAlertAssurance.Contracts.Health;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Agent.Subservices;

/// <summary>The current snapshot, and the stream of changes for whoever listens. Thread-safe.</summary>
internal sealed class StatusBoard
{
    // A listener that is this far behind is cut off; it reconnects and gets the current statuses.
    private const int QueueLength = 1024;

    private readonly Lock _gate = new();
    private ImmutableArray<Channel<StatusChange>> _listeners = [];

    public AgentSnapshot Current { get; private set; } = AgentSnapshot.Empty;

    public void Publish(AgentSnapshot snapshot, IReadOnlyCollection<StatusChange> changes)
    {
        lock (_gate)
        {
            Current = snapshot;
            foreach (var listener in _listeners)
            {
                if (!changes.All(listener.Writer.TryWrite))
                {
                    listener.Writer.TryComplete();
                }
            }
        }
    }

    /// <summary>First the current status of each node that matches, then each change of one.</summary>
    public async IAsyncEnumerable<StatusChange> WatchAsync(Func<SubserviceId, bool> wanted, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var channel = Channel.CreateBounded<StatusChange>(new BoundedChannelOptions(QueueLength) { SingleReader = true });
        AgentSnapshot first;
        lock (_gate)
        {
            first = Current;
            _listeners = _listeners.Add(channel);
        }

        try
        {
            foreach (var status in first.Owned.Where(wanted).Order().Select(first.StatusOf).OfType<StatusChange>())
            {
                yield return status;
            }

            await foreach (var change in channel.Reader.ReadAllAsync(cancellationToken))
            {
                if (wanted(change.Subservice.ToModel()))
                {
                    yield return change;
                }
            }
        }
        finally
        {
            lock (_gate)
            {
                _listeners = _listeners.Remove(channel);
            }
        }
    }
}
