using RouterAlertAssurance.Contracts.RouterAlert;
using RouterAlertAssurance.Packets.Layers;

namespace RouterAlertAssurance.Agent.Sources.RouterAlert;

/// <summary>The traffic's part of the document of a device; under the lock of the traffic.</summary>
internal static class RouterAlertReport
{
    private const int MostTalkers = 8;
    private const int MostPackets = 32;

    public static RouterAlertTrafficDocument Of(AlertTraffic traffic, DateTimeOffset now) => new(
        traffic.Since,
        traffic.Lost,
        [.. traffic.Interfaces.OrderBy(item => item.Name, StringComparer.Ordinal).SelectMany(item => Rates(item, traffic, now))],
        [.. traffic.Interfaces.SelectMany(item => Talkers(item, traffic, now)).OrderByDescending(talker => talker.PacketsPerSecond).ThenByDescending(talker => talker.Packets).Take(MostTalkers)],
        [.. traffic.Keep.Packets(null, null, _ => true).TakeLast(MostPackets).Select(packet => packet.ToEvidence())]);

    private static IEnumerable<RouterAlertRate> Rates(InterfaceTraffic of, AlertTraffic traffic, DateTimeOffset now) =>
        of.Packets.Tallies.Select(pair => new RouterAlertRate(
            of.Name,
            IpFamilyNames.Key(pair.Key.IsIpv6),
            AlertWords.Protocol(pair.Key.Protocol),
            pair.Key.Value,
            pair.Value.Count,
            traffic.PerSecond(pair.Value.Recent(traffic.LastTick), now)));

    private static IEnumerable<RouterAlertTalker> Talkers(InterfaceTraffic of, AlertTraffic traffic, DateTimeOffset now) =>
        of.Talkers.Heaviest().Take(MostTalkers).Select(talker => new RouterAlertTalker(
            of.Name, talker.Source.ToString(), AlertWords.Protocol(talker.Protocol), talker.Count, traffic.PerSecond(talker.Recent, now)));
}
