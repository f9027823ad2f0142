using System.Collections.Immutable;
using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Agent.Sources.IpCommand;
using RouterAlertAssurance.Agent.Sources.Netlink;
using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Expressions;

namespace RouterAlertAssurance.Agent.Sources.Ecmp;

/// <summary>How many equal-cost paths to a destination are in use, and how many there ought to be.</summary>
internal sealed class EcmpSource(NetworkMonitor monitor, EcmpMemory memory, TimeProvider time) : IMetricSource
{
    public string Name => "ecmp";

    public SourceState State => new(Name, true, null);

    /// <summary>Shows the route whose next hops are counted.</summary>
    public static string CommandOf(MetricRead read)
    {
        var route = IpCommands.RouteTo(read.Argument("destination"));
        return read.Read switch
        {
            "ecmp/members" => SourceCommands.WithComment(route, "nexthops, read over rtnetlink"),
            "ecmp/expected" => SourceCommands.WithComment(route, "the largest number of nexthops within the hour, remembered by the agent"),
            "ecmp/member-octets" => SourceCommands.WithComment($"{route}; ip -j -s link show", "tx bytes of the interfaces of its nexthops, read over rtnetlink"),
            _ => "",
        };
    }

    public async Task ReadAsync(IReadOnlyList<MetricRead> due, IReadingSink sink, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (!monitor.IsStreaming)
        {
            throw new IOException("the routes are not known while the netlink stream is down");
        }

        if (due.Any(IsOfMembers))
        {
            await monitor.RefreshLinksAsync(cancellationToken);
        }

        var network = monitor.Current;
        foreach (var read in due)
        {
            if (IsOfMembers(read) && NetworkPrefix.TryParse(read.Argument("destination"), out var destination))
            {
                sink.Report(read, now, MemberOctets(destination, network, now));
            }
            else
            {
                sink.Report(read, Read(read, network, now));
            }
        }
    }

    /// <summary>Octets sent by the interface of each next hop; whatever else the interface sends is among them.</summary>
    internal static ImmutableArray<SeriesSample> MemberOctets(NetworkPrefix destination, NetworkSnapshot network, DateTimeOffset now) =>
    [
        .. (network.Route(destination)?.NextHops ?? []).Where(hop => hop.IsUsable).Select(hop => network.Links.GetValueOrDefault(hop.Link)).Distinct()
            .Where(link => link?.Counters is not null)
            .Select(link => new SeriesSample(new SeriesKey([link!.Name]), Sample.Present(now, link.Counters!.TxBytes))),
    ];

    private static bool IsOfMembers(MetricRead read) => read.Read == "ecmp/member-octets";

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
            _ => Sample.Unsupported(now, $"ecmp has no {read.Read}"),
        };
    }
}
