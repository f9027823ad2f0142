using System.Collections.Immutable;
using System.Net;
using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Expressions;

namespace RouterAlertAssurance.Agent.Sources.Ping;

/// <summary>
/// Loss and round-trip time by ICMP echo, five probes a second to each configured destination and to nothing else, from the agent's own
/// network namespace.
/// </summary>
internal sealed class PingSource(TimeProvider time) : IStreamingSource
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly Lock _gate = new();
    private ImmutableDictionary<(string Source, string Destination), PingTarget> _targets =
        ImmutableDictionary<(string Source, string Destination), PingTarget>.Empty;

    public string Name => "ping";

    public SourceState State { get; } = PingTarget.Check("ping");

    /// <summary>The probes of one window, as <c>ping</c> would send them.</summary>
    public static string CommandOf(MetricRead read) => SourceCommands.WithComment(
        $"ping -i {Interval.TotalSeconds:0.0} -c {PingTarget.WindowSize} -s {IcmpEcho.Length - IcmpEcho.HeaderLength}"
        + $"{ShellWord.Option("-I", read.Argument("source"))} {ShellWord.Of(read.Argument("destination"))}",
        $"ICMP echo requests of {IcmpEcho.Length} octets by the agent, {1 / Interval.TotalSeconds:0} a second, the last {PingTarget.WindowSize} counted");

    public void Want(IReadOnlyCollection<MetricRead> reads)
    {
        var wanted = reads.Select(Key).ToHashSet();
        lock (_gate)
        {
            foreach (var (key, target) in _targets.Where(entry => !wanted.Contains(entry.Key)))
            {
                _targets = _targets.Remove(key);
                target.Dispose();
            }

            foreach (var key in wanted.Where(key => !_targets.ContainsKey(key)))
            {
                _targets = Create(key) is { } target ? _targets.Add(key, target) : _targets;
            }
        }
    }

    public Task ReadAsync(IReadOnlyList<MetricRead> due, IReadingSink sink, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        foreach (var read in due)
        {
            sink.Report(read, Read(read, now));
        }

        return Task.CompletedTask;
    }

    public async Task StreamAsync(IStreamSink sink, CancellationToken cancellationToken)
    {
        sink.Connected();
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            lock (_gate)
            {
                foreach (var target in _targets.Values)
                {
                    target.Probe();
                }
            }
        }
    }

    private static (string Source, string Destination) Key(MetricRead read) => (read.Argument("source"), read.Argument("destination"));

    private PingTarget? Create((string Source, string Destination) key)
    {
        var hasSource = IPAddress.TryParse(key.Source, out var source);
        return IPAddress.TryParse(key.Destination, out var destination) && (hasSource || key.Source.Length == 0)
            ? new PingTarget(source, destination, time)
            : null;
    }

    private Sample Read(MetricRead read, DateTimeOffset now)
    {
        if (!_targets.TryGetValue(Key(read), out var target))
        {
            return Sample.Failed(now, $"'{read.Argument("source")}' or '{read.Argument("destination")}' is not an address");
        }

        if (target.Problem is { } problem)
        {
            return Sample.Failed(now, problem);
        }

        return (target.Result(), read.Read) switch
        {
            (null, _) => Sample.Missing(now, "the first probes are under way"),
            ({ } result, "ping/loss") => Sample.Present(now, result.Loss),
            ({ RoundTrip: { } roundTrip }, "ping/rtt") => Sample.Present(now, roundTrip.TotalSeconds),
            ({ Jitter: { } jitter }, "ping/jitter") => Sample.Present(now, jitter.TotalSeconds),
            (_, "ping/rtt" or "ping/jitter") => Sample.Missing(now, "no probe was answered"),
            _ => Sample.Unsupported(now, $"ping has no {read.Read}"),
        };
    }
}
