using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.Contracts.RouterAlert;

namespace RouterAlertAssurance.WebUi.Components.Pages.RouterAlert;

/// <summary>A way from one device to another and what becomes of the option on it; addresses of IPv4 and IPv6 stand in one row.</summary>
/// <param name="Device">Who sends.</param>
/// <param name="Peer">Who receives.</param>
/// <param name="Addresses">Source and destination, of each family once.</param>
/// <param name="Verdicts">By family and protocol.</param>
internal sealed record TransparencyPath(
    string Device, string Peer, IReadOnlyList<(string Source, string Destination)> Addresses, IReadOnlyDictionary<(string Family, string Protocol), TransparencyVerdict> Verdicts)
{
    public int Gravity => Verdicts.Values.Select(verdict => RouterAlertWords.Gravity(verdict)).DefaultIfEmpty(int.MaxValue).Min();

    /// <summary>Paths of all devices, the one that is worst off first.</summary>
    public static IReadOnlyList<TransparencyPath> Of(IEnumerable<RouterView> routers, string? protocol) =>
    [
        .. routers
            .SelectMany(router => (router.Document?.Probes ?? []).Where(probe => protocol is null || probe.Protocol == protocol).Select(probe => (router.Device, Probe: probe)))
            .GroupBy(pair => (pair.Device, pair.Probe.Peer))
            .SelectMany(between => Rows(between.Key.Device, between.Key.Peer, [.. between.Select(pair => pair.Probe)]))
            .OrderBy(path => path.Gravity).ThenBy(path => path.Device, StringComparer.Ordinal).ThenBy(path => path.Peer, StringComparer.Ordinal),
    ];

    /// <summary>Families and protocols that are probed anywhere, in the order of columns.</summary>
    public static IReadOnlyList<(string Family, string Protocol)> Columns(IEnumerable<TransparencyPath> paths) =>
        [.. paths.SelectMany(path => path.Verdicts.Keys).Distinct().OrderBy(key => key.Family, StringComparer.Ordinal).ThenBy(key => key.Protocol, StringComparer.Ordinal)];

    /// <summary>The subservice about the way between two addresses, in this direction; null where there is none.</summary>
    public SubserviceItem? Subservice(IEnumerable<SubserviceItem> subservices, string source, string destination) => subservices.FirstOrDefault(item =>
        item.Parameters.GetValueOrDefault("device1") == Device && item.Parameters.GetValueOrDefault("address1") == source && item.Parameters.GetValueOrDefault("address2") == destination);

    /// <summary>The first pair of addresses of IPv4 and the first of IPv6 make the first row, and so on.</summary>
    private static IEnumerable<TransparencyPath> Rows(string device, string peer, IReadOnlyList<TransparencyVerdict> probes) => probes
        .GroupBy(probe => probe.Family)
        .SelectMany(family => family.GroupBy(probe => (probe.Source, probe.Destination)).Select((pair, index) => (Row: index, Probes: pair)))
        .GroupBy(pair => pair.Row)
        .Select(row => new TransparencyPath(
            device,
            peer,
            [.. row.Select(pair => pair.Probes.Key)],
            row.SelectMany(pair => pair.Probes).GroupBy(probe => (probe.Family, probe.Protocol)).ToDictionary(same => same.Key, same => same.MaxBy(probe => probe.Time)!)));
}
