using System.Collections.Immutable;
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
                sink.Report(read, now, Talkers(name.Length == 0 ? traffic.Interfaces : [of], traffic, now));
                break;
            default:
                sink.Report(read, Number(read, of, traffic) is { } number ? Sample.Present(now, number) : Sample.Unsupported(now, $"router-alert has no {read.Read}"));
                break;
        }
    }

    /// <summary>Which kept packets are behind a read; null when none are.</summary>
    public static KeptFor? Purpose(MetricRead read) => read.Read switch
    {
        "packets" or "total" or "talkers" or "groups" => KeptFor.Alert,
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
    private static ImmutableArray<SeriesSample> Talkers(IEnumerable<InterfaceTraffic> of, AlertTraffic traffic, DateTimeOffset now) =>
    [
        .. of.SelectMany(item => item.Talkers.Heaviest())
            .GroupBy(talker => (Source: talker.Source.ToString(), talker.Protocol))
            .Select(same => (same.Key, Recent: same.Sum(talker => talker.Recent)))
            .Where(talker => talker.Recent > 0)
            .OrderByDescending(talker => TalkerTable.Magnitude(talker.Recent)).Take(TalkersTold)
            .Select(talker => new SeriesSample(new SeriesKey([AlertWords.Protocol(talker.Key.Protocol), talker.Key.Source]), Sample.Present(now, traffic.PerSecond(talker.Recent, now)))),
    ];

    // The values stand in the ordinal order of the labels' names.
    private static SeriesKey KeyOf(PacketKey key) => new([IpFamilyNames.Key(key.IsIpv6), AlertWords.Protocol(key.Protocol), key.ValueText]);

    private static SeriesKey KeyOf(GroupKey key) => new([key.ToString(), IpFamilyNames.Key(key.IsIpv6)]);

    private static SeriesKey KeyOf(ProtocolKey key) => new([IpFamilyNames.Key(key.IsIpv6), AlertWords.Protocol(key.Protocol)]);
}
