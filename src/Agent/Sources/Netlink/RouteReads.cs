using RouterAlertAssurance.Agent.Facts;
using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Expressions;

namespace RouterAlertAssurance.Agent.Sources.Netlink;

/// <summary>Reads of one route of the main table: the one of exactly the prefix, the lowest metric first.</summary>
internal static class RouteReads
{
    public static Sample Answer(MetricRead read, NetworkSnapshot network, DateTimeOffset time)
    {
        if (!NetworkPrefix.TryParse(read.Argument("prefix"), out var prefix))
        {
            return Sample.Failed(time, $"'{read.Argument("prefix")}' is not a prefix");
        }

        var route = network.Routes.Where(candidate => candidate.Prefix == prefix).MinBy(candidate => candidate.Metric);
        return read.Read switch
        {
            "route/present" => Sample.Present(time, route is not null && route.NextHops.Any(hop => hop.IsUsable)),
            "route/protocol" => Sample.Present(time, route is null ? "none" : RouteProtocol.NameOf(route)),
            _ => Sample.Present(time, route is null ? "none" : PathOf(route, network)),
        };
    }

    /// <summary>Where the route leads, in an order that does not depend on that of the kernel.</summary>
    private static string PathOf(NetworkRoute route, NetworkSnapshot network) => string.Join(
        ", ",
        route.NextHops.Where(hop => hop.IsUsable)
            .Select(hop => $"{hop.Gateway?.ToString() ?? "direct"} on {network.Links.GetValueOrDefault(hop.Link)?.Name ?? "?"}")
            .Order(StringComparer.Ordinal));
}
