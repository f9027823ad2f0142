using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Agent.Sources.Netlink;
using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Expressions;

namespace RouterAlertAssurance.Agent.Sources.Ecmp;

/// <summary>How many equal-cost paths to a destination are in use, and how many there ought to be.</summary>
internal sealed class EcmpSource(NetworkMonitor monitor, EcmpMemory memory, TimeProvider time) : IMetricSource
{
    public string Name => "ecmp";

    public SourceState State => new(Name, true, null);

    public Task ReadAsync(IReadOnlyList<MetricRead> due, IReadingSink sink, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var network = monitor.Current;
        if (!monitor.IsStreaming)
        {
            throw new IOException("the routes are not known while the netlink stream is down");
        }

        foreach (var read in due)
        {
            sink.Report(read, Read(read, network, now));
        }

        return Task.CompletedTask;
    }

    private Sample Read(MetricRead read, NetworkSnapshot network, DateTimeOffset now)
    {
        if (!NetworkPrefix.TryParse(read.Argument("destination"), out var destination))
        {
            return Sample.Failed(now, $"'{read.Argument("destination")}' is not an address or prefix");
        }

        var (inUse, expected) = network.Route(destination) is { } route ? memory.Count(route, network) : (0, 0);
        return read.Read switch
        {
            "ecmp/members" => Sample.Present(now, inUse),
            "ecmp/expected" => Sample.Present(now, expected),
            _ => Sample.Missing(now, $"ecmp has no {read.Read}"),
        };
    }
}
