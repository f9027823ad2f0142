using System.Net;
using System.Net.Sockets;
using RouterAlertAssurance.Agent.Metrics;

namespace RouterAlertAssurance.Agent.Sources.IpCommand;

/// <summary>The <c>ip</c> commands that show what the reads of <c>rtnetlink</c> and <c>ip-json</c> mean.</summary>
internal static class IpCommands
{
    public static string Of(MetricRead read) => read.Read switch
    {
        "route/present" or "route/protocol" or "route/path" => $"ip -j{Family(read.Argument("prefix"))} route show table main exact {ShellWord.Of(read.Argument("prefix"))}",
        "route/nexthops" => RouteTo(read.Argument("destination")),
        "neighbour/state" => Neighbour(read),
        "neighbour/link-layer-changes" => SourceCommands.WithComment(Neighbour(read), "changes of lladdr, counted by the agent"),
        _ when read.Read.StartsWith("link/", StringComparison.Ordinal) => $"ip -j -s link show dev {ShellWord.Of(read.Argument("interface"))}",
        _ when read.Read.StartsWith("tunnel/", StringComparison.Ordinal) => $"ip -j -d link show dev {ShellWord.Of(read.Argument("interface"))}",
        _ => "",
    };

    /// <summary>Shows the route to an address, or to the first address of a prefix, with all its next hops.</summary>
    public static string RouteTo(string destination) => $"ip -j route get fibmatch {ShellWord.Of(destination.Split('/')[0])}";

    private static string Neighbour(MetricRead read) =>
        $"ip -j neigh show to {ShellWord.Of(read.Argument("address"))}{ShellWord.Option("dev", read.Argument("interface"))}";

    // Without the family ip looks among the IPv4 routes alone.
    private static string Family(string prefix) =>
        IPAddress.TryParse(prefix.Split('/')[0], out var address) && address.AddressFamily == AddressFamily.InterNetworkV6 ? " -6" : "";
}
