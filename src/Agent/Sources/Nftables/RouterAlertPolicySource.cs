using System.Collections.Immutable;
using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Nftables.Evaluation;
using RouterAlertAssurance.Nftables.Policy;

namespace RouterAlertAssurance.Agent.Sources.Nftables;

/// <summary>
/// What the nftables ruleset of the agent's network namespace does to forwarded packets with Router Alert, by trying packets on it: nothing is sent. Needs
/// CAP_NET_ADMIN. With argument <c>interface</c>, of packets that come in there; otherwise the worst of all.
/// </summary>
internal sealed class RouterAlertPolicySource(RulesetMonitor monitor, TimeProvider time) : IMetricSource
{
    private readonly GrowingCounters<NftPlace, DropKey> _drops = new();
    private (RouterAlertPolicy Policy, ImmutableArray<(NftPlace Place, DropKey Key)> Places)? _places;

    public string Name => "router-alert-policy";

    public SourceState State => OperatingSystem.IsLinux() ? new(Name, true, null) : new(Name, false, "needs Linux");

    public static string CommandOf(MetricRead read) => read.Read switch
    {
        "treatment" or "arriving" or "limit" or "limit-shared" or "evasion" => SourceCommands.WithComment("raa rao policy", "by trying packets on 'nft -j list ruleset'"),
        "limit-drops" => SourceCommands.WithComment("nft -j list ruleset", "counters of the rules that drop beyond a limit, since the agent looks"),
        _ => "",
    };

    public async Task ReadAsync(IReadOnlyList<MetricRead> due, IReadingSink sink, CancellationToken cancellationToken)
    {
        var reading = await monitor.ReadAsync(cancellationToken);
        var now = time.GetUtcNow();
        _drops.Observe(Places(reading.Policy).Select(place => (place.Place, place.Key, Value: reading.Counters.Of(place.Place)?.Packets)).Where(place => place.Value is not null)
            .Select(place => (place.Place, place.Key, place.Value!.Value)));
        foreach (var read in due)
        {
            if (Series(read, reading.Policy, now) is { } series)
            {
                sink.Report(read, now, [.. series]);
            }
            else
            {
                sink.Report(read, Sample.Unsupported(now, $"a policy on Router Alert has no {read.Read}"));
            }
        }
    }

    private IEnumerable<SeriesSample>? Series(MetricRead read, RouterAlertPolicy policy, DateTimeOffset now)
    {
        var input = read.Argument("interface");
        var rows = policy.Rows.Where(row => input.Length == 0 || row.Input == input).GroupBy(row => (row.Family, Protocol: row.Protocol.Key));
        return read.Read switch
        {
            "treatment" => rows.Select(same => Of(RouterAlertWords.Key(same.Max(row => row.Treatment)), now, same.Key.Family, same.Key.Protocol)),
            "arriving" => rows.Select(same => Of(RouterAlertWords.Key(same.Max(row => row.Arriving.Kind)), now, same.Key.Family, same.Key.Protocol)),
            "limit" => from same in rows
                       let limits = same.Select(row => row.Usual.Limit).Where(limit => limit is { IsOctets: false }).Select(limit => limit!.Rate).ToList()
                       where limits.Count > 0
                       select new SeriesSample(new([same.Key.Family, same.Key.Protocol]), Sample.Present(now, limits.Min())),
            "limit-shared" => from same in rows
                              let buckets = same.Select(row => row.Usual.Bucket).OfType<string>().Distinct(StringComparer.Ordinal).ToList()
                              where buckets.Count > 0
                              select Of(Others(policy, buckets, same.Key.Protocol), now, same.Key.Family, same.Key.Protocol),
            "limit-drops" => _drops.Totals.Where(total => total.Key.Input == input)
                .Select(total => new SeriesSample(new([total.Key.Family, total.Key.Protocol]), Sample.Present(now, total.Value))),
            "evasion" => from row in policy.Rows
                         where input.Length == 0 || row.Input == input
                         from other in row.Others
                         group other.Treatment.Kind by (row.Family, Form: RouterAlertWords.Key(other.Form), Protocol: row.Protocol.Key) into same
                         select Of(RouterAlertWords.Key(same.Min()), now, same.Key.Family, same.Key.Form, same.Key.Protocol),
            _ => null,
        };
    }

    private static string Others(RouterAlertPolicy policy, List<string> buckets, string protocol) => string.Join(
        ',', buckets.SelectMany(bucket => policy.Buckets[bucket]).Select(other => other.Key).Where(other => other != protocol).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    // The rules that drop beyond limits, by what they are counted for: each interface, and all of them.
    private ImmutableArray<(NftPlace Place, DropKey Key)> Places(RouterAlertPolicy policy)
    {
        if (_places is not { } known || !ReferenceEquals(known.Policy, policy))
        {
            _places = known = (policy, [.. (
                from row in policy.Rows
                where row.Usual is { Limit: not null, Kind: not RouterAlertTreatmentKind.QueuedLimited, Place: not null }
                from input in (string[])["", row.Input]
                select (row.Usual.Place!, new DropKey(input, row.Family, row.Protocol.Key))).Distinct()]);
        }

        return known.Places;
    }

    private static SeriesSample Of(string text, DateTimeOffset now, params ReadOnlySpan<string> labels) => new(new([.. labels]), Sample.Present(now, text));

    // The input is empty for all interfaces.
    private readonly record struct DropKey(string Input, string Family, string Protocol);
}
