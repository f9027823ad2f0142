using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Agent.Sources.Netlink;
using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Contracts.RouterAlert;
using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Packets.Live;

namespace RouterAlertAssurance.Agent.Sources.RouterAlert;

/// <summary>
/// Packets with Router Alert, and messages that must have it and do not, on all interfaces of the network namespace, from a packet ring behind the kernel's filter; with the
/// argument <c>file</c>, those of a capture file (<c>pace</c>: <c>full</c> at once, <c>recorded</c> at the distances in which they were recorded). Captures while something of it is read. Needs CAP_NET_RAW, for files only the right to read them.
/// </summary>
/// <param name="openLive">Opens the live capture, on the thread that uses it.</param>
/// <param name="refusal">What keeps this process from capturing; null when nothing does.</param>
/// <param name="isTunnel">Whether an interface puts what leaves over it into packets of its own.</param>
/// <param name="time">The clock.</param>
internal sealed class RouterAlertSource(Func<IAlertCapture> openLive, Func<string?> refusal, Func<string, bool> isTunnel, TimeProvider time)
    : IMetricSource, IPacketEvidence, IRouterAlertReporter, IDisposable
{
    private const string Live = "";
    private readonly Lock _gate = new();
    private readonly Dictionary<string, AlertReader> _readers = new(StringComparer.Ordinal);
    private HashSet<string> _wanted = [];

    public RouterAlertSource(NetworkMonitor monitor, TimeProvider time)
        : this(() => new LiveAlertCapture(), PacketRing.Refusal, name => monitor.Current.Link(name)?.Tunnel is not null, time)
    {
    }

    public string Name => "router-alert";

    public IReadOnlyCollection<string> Sources => KeptPackets.Sources;

    public SourceState State => (Reader(Live)?.Failure ?? refusal()) is { } reason ? new(Name, false, reason) : new(Name, true, null);

    public void Want(IReadOnlyCollection<MetricRead> reads)
    {
        lock (_gate)
        {
            _wanted = reads.Select(CaptureOf).ToHashSet(StringComparer.Ordinal);
            foreach (var unwanted in _readers.Keys.Where(key => !_wanted.Contains(key)).ToList())
            {
                _readers.Remove(unwanted, out var reader);
                reader!.Dispose();
            }

            foreach (var key in _wanted)
            {
                Start(key);
            }
        }
    }

    public async Task ReadAsync(IReadOnlyList<MetricRead> due, IReadingSink sink, CancellationToken cancellationToken)
    {
        List<IGrouping<string, MetricRead>> captures = [.. due.GroupBy(CaptureOf, StringComparer.Ordinal)];
        foreach (var capture in captures)
        {
            try
            {
                Report(capture, await TrafficAsync(capture.Key, cancellationToken), sink);
            }
            catch (IOException exception) when (captures.Count > 1)
            {
                // The others are read all the same.
                foreach (var read in capture)
                {
                    sink.Report(read, Sample.Failed(time.GetUtcNow(), exception.Message));
                }
            }
        }
    }

    public IReadOnlyList<EvidencePacket> PacketsBehind(MetricRead read, IReadOnlyDictionary<string, string> labels, int most)
    {
        if (Opened(CaptureOf(read)) is not { } traffic)
        {
            return [];
        }

        lock (traffic.Gate)
        {
            return [.. KeptPackets.Behind(traffic, read, labels).TakeLast(most)];
        }
    }

    /// <summary>All packets kept of the live capture, in the order of their times; empty while nothing captures.</summary>
    /// <param name="interfaceName">Of this interface; empty for all.</param>
    /// <param name="protocol">Of this protocol; empty for all.</param>
    public IReadOnlyList<KeptPacket> Kept(string interfaceName, string protocol)
    {
        if (Opened(Live) is not { } traffic)
        {
            return [];
        }

        lock (traffic.Gate)
        {
            return KeptPackets.Of(traffic, null, interfaceName, protocol);
        }
    }

    public Task ReportAsync(RouterAlertDocument document, CancellationToken cancellationToken)
    {
        if (Opened(Live) is { } traffic)
        {
            lock (traffic.Gate)
            {
                document.Traffic = RouterAlertReport.Of(traffic, time.GetUtcNow());
            }
        }
        else
        {
            document.AddProblem(State.Reason ?? "Packets are not captured: no package in use reads router-alert on this device");
        }

        return Task.CompletedTask;
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var reader in _readers.Values)
            {
                reader.Dispose();
            }

            _readers.Clear();
        }
    }

    // What is read from one capture: the live one, or a file at a pace.
    private static string CaptureOf(MetricRead read) => read.Argument("file") is { Length: > 0 } file
        ? $"{(read.Argument("pace") == "recorded" ? "recorded" : "full")}:{file}"
        : Live;

    private void Report(IEnumerable<MetricRead> reads, AlertTraffic traffic, IReadingSink sink)
    {
        var now = time.GetUtcNow();
        lock (traffic.Gate)
        {
            foreach (var read in reads)
            {
                RouterAlertReads.Report(read, traffic, sink, now);
            }
        }
    }

    private AlertReader? Reader(string capture)
    {
        lock (_gate)
        {
            return _readers.GetValueOrDefault(capture);
        }
    }

    private AlertTraffic? Opened(string capture) => Reader(capture) is { Traffic: { IsCompletedSuccessfully: true } traffic, Failure: null } ? traffic.Result : null;

    private async Task<AlertTraffic> TrafficAsync(string capture, CancellationToken cancellationToken)
    {
        AlertReader reader;
        lock (_gate)
        {
            reader = Start(capture);
        }

        var traffic = await reader.Traffic.WaitAsync(cancellationToken);
        return reader.Failure is { } failure ? throw new IOException(failure) : traffic;
    }

    // One that failed is begun anew by the next reading: what was missing may be there. A damaged file stays so.
    private AlertReader Start(string capture)
    {
        if (_readers.TryGetValue(capture, out var reader) && (reader.Failure is null || reader.IsFinal))
        {
            return reader;
        }

        reader?.Dispose();
        return _readers[capture] = AlertReader.Start(stop => Open(capture, stop), isTunnel, time);
    }

    private IAlertCapture Open(string capture, WaitHandle stop) => capture == Live
        ? openLive()
        : new FileAlertCapture(capture[(capture.IndexOf(':', StringComparison.Ordinal) + 1)..], capture.StartsWith("recorded:", StringComparison.Ordinal), stop, time);
}
