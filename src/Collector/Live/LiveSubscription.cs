using System.Threading.Channels;
using RouterAlertAssurance.Contracts.Live;

namespace RouterAlertAssurance.Collector.Live;

/// <summary>One reader of the live feed.</summary>
internal sealed class LiveSubscription(LiveFeed feed, Channel<LiveEvent> channel) : IDisposable
{
    /// <summary>False when the reader is too far behind: it gets what it has not read yet, and then its stream ends.</summary>
    public bool Offer(LiveEvent item)
    {
        if (channel.Writer.TryWrite(item))
        {
            return true;
        }

        channel.Writer.TryComplete();
        return false;
    }

    /// <summary>Completes when the reader fell too far behind; it may subscribe again after the last event it got.</summary>
    public ChannelReader<LiveEvent> Reader => channel.Reader;

    public void Dispose() => feed.Unsubscribe(this);
}
