using System.Collections.Immutable;
using System.Net;
using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Packets.Layers;

namespace RouterAlertAssurance.Agent.Sources.RouterAlert;

/// <summary>Answers the reads of the source; under the lock of the traffic.</summary>
internal static class RouterAlertReads
{
    private const int TalkersTold = 8;

    public static void Report(MetricRead read, AlertTraffic traffic, IReadingSink sink, DateTimeOffset now)
    {
        // A file has one interface.
        var name = read.Argument("file").Length > 0 ? "" : read.Argument("interface");
        if (name.Length > 0 && traffic.Find(name) is null && !traffic.Exists(name))
        {
            sink.Report(read, Sample.Missing(now, $"there is no interface {name}"));
            return;
        }

        var of = name.Length == 0 ? traffic.Sum() : traffic.Find(name) ?? new InterfaceTraffic(name);
        switch (read.Read)
        {
            case "packets":
                sink.Report(read, now, Series(of.Packets, KeyOf, now));
                break;
            case "groups":
                sink.Report(read, now, Series(of.Groups, KeyOf, now));
                break;
            case "crossed-by-protocol":
                sink.Report(read, now, Series(of.CrossedBy, KeyOf, now));
                break;
            case "missing-option":
                sink.Report(read, now, Series(of.MissingOption, KeyOf, now));
                break;
            case "talkers":
                sink.Report(read, now, Talkers(name.Length == 0 ? [.. traffic.Interfaces] : [of], traffic, now));
                break;
            case "talker-networks":
                sink.Report(read, now, Networks(name.Length == 0 ? [.. traffic.Interfaces] : [of], traffic, now));
                break;
            default:
                sink.Report(read, Number(read, of, traffic) is { } number ? Sample.Present(now, number) : Sample.Unsupported(now, $"router-alert has no {read.Read}"));
                break;
        }
    }

    /// <summary>Which kept packets are behind a read; null when none are.</summary>
    public static KeptFor? Purpose(MetricRead read) => read.Read switch
    {
        "packets" or "total" or "talkers" or "talker-networks" or "groups" => KeptFor.Alert,
        "malformed" => KeptFor.Malformed,
        "crossed" or "crossed-by-protocol" => KeptFor.Crossed,
        "missing-option" => KeptFor.MissingOption,
        _ => null,
    };

    private static double? Number(MetricRead read, InterfaceTraffic of, AlertTraffic traffic) => read.Read switch
    {
        "total" => of.Total,
        "malformed" => of.Malformed,
        "crossed" => of.Crossed,
        "probes" => of.Probes,
        "lost" => traffic.Lost,
        _ => null,
    };

    private static ImmutableArray<SeriesSample> Series<TKey>(SeriesTable<TKey> table, Func<TKey, SeriesKey> keyOf, DateTimeOffset now)
        where TKey : struct, IEquatable<TKey> => [.. table.Tallies.Select(pair => new SeriesSample(keyOf(pair.Key), Sample.Present(now, pair.Value.Count)))];

    // Rates, and not counts: who comes among the heaviest after some time would seem to have sent all at once.
    private static ImmutableArray<SeriesSample> Talkers(IReadOnlyCollection<InterfaceTraffic> of, AlertTraffic traffic, DateTimeOffset now) =>
    [
        .. Heaviest(of.SelectMany(item => item.Talkers.Heaviest())).Take(TalkersTold)
            .Select(talker => new SeriesSample(new SeriesKey([AlertWords.Protocol(talker.Protocol), talker.Source.ToString()]), Sample.Present(now, traffic.PerSecond(talker.Recent, now)))),
    ];

    // Where one sender makes out most of a network, it stands for itself.
    private static ImmutableArray<SeriesSample> Networks(IReadOnlyCollection<InterfaceTraffic> of, AlertTraffic traffic, DateTimeOffset now)
    {
        var talkers = Heaviest(of.SelectMany(item => item.Talkers.Heaviest())).ToList();
        return
        [
            .. Heaviest(of.SelectMany(item => item.Networks.Heaviest()))
                .Where(network => !talkers.Exists(talker => talker.Protocol == network.Protocol && TalkerNetwork.Has(network.Source, talker.Source) && talker.Recent * 2 > network.Recent))
                .Take(TalkersTold)
                .Select(network => new SeriesSample(new SeriesKey([TalkerNetwork.Text(network.Source), AlertWords.Protocol(network.Protocol)]), Sample.Present(now, traffic.PerSecond(network.Recent, now)))),
        ];
    }

    private static IEnumerable<(IPAddress Source, ushort Protocol, long Recent)> Heaviest(IEnumerable<Talker> talkers) => talkers
        .GroupBy(talker => (talker.Source, talker.Protocol))
        .Select(same => (same.Key.Source, same.Key.Protocol, Recent: same.Sum(talker => talker.Recent)))
        .Where(talker => talker.Recent > 0)
        .OrderByDescending(talker => TalkerTable.Magnitude(talker.Recent));

    // The values stand in the ordinal order of the labels' names.
    private static SeriesKey KeyOf(PacketKey key) => new([IpFamilyNames.Key(key.IsIpv6), AlertWords.Protocol(key.Protocol), key.ValueText]);

    private static SeriesKey KeyOf(GroupKey key) => new([key.ToString(), IpFamilyNames.Key(key.IsIpv6), key.Kind]);

    private static SeriesKey KeyOf(ProtocolKey key) => new([IpFamilyNames.Key(key.IsIpv6), AlertWords.Protocol(key.Protocol)]);
}
