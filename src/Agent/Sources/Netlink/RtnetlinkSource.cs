using System.Collections.Frozen;
using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Contracts.Agents;

namespace RouterAlertAssurance.Agent.Sources.Netlink;

/// <summary>Links, routes and neighbours as the kernel streams them; counters are read at intervals.</summary>
internal sealed class RtnetlinkSource(NetworkMonitor monitor, TimeProvider time) : IStreamingSource
{
    private volatile FrozenSet<MetricRead> _wanted = [];
    private volatile bool _streaming;

    public string Name => "rtnetlink";

    public SourceState State => new(Name, true, null);

    public void Want(IReadOnlyCollection<MetricRead> reads) => _wanted = reads.ToFrozenSet();

    public async Task ReadAsync(IReadOnlyList<MetricRead> due, IReadingSink sink, CancellationToken cancellationToken)
    {
        if (!_streaming)
        {
            throw new IOException("the netlink stream is down");
        }

        await monitor.RefreshLinksAsync(cancellationToken);
        var now = time.GetUtcNow();
        foreach (var read in due)
        {
            sink.Report(read, NetworkReads.Answer(read, monitor.Current, now));
        }
    }

    public async Task StreamAsync(IStreamSink sink, CancellationToken cancellationToken)
    {
        using var changes = monitor.Listen((before, after) => ReportChanges(before, after, sink));
        try
        {
            await monitor.RunAsync(
                () =>
                {
                    _streaming = true;
                    sink.Connected();
                },
                cancellationToken);
        }
        finally
        {
            _streaming = false;
        }
    }

    private void ReportChanges(NetworkSnapshot before, NetworkSnapshot after, IReadingSink sink)
    {
        if (!_streaming)
        {
            return;
        }

        var now = time.GetUtcNow();
        foreach (var read in _wanted)
        {
            // Counters keep to their interval, or every refresh would report each of them twice.
            if (IsState(read.Read) && NetworkReads.Answer(read, after, now) is var sample && sample != NetworkReads.Answer(read, before, now))
            {
                sink.Report(read, sample);
            }
        }
    }

    private static bool IsState(string read) => read is "link/oper-up" or "link/admin-up" or "link/carrier" or "link/mtu"
        or "tunnel/remote" or "tunnel/local" or "tunnel/vni" or "route/nexthops" or "route/present" or "route/protocol" or "route/path"
        or "neighbour/state" or "neighbour/link-layer-changes";
}
