using System.Net;
using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Expressions;

namespace RouterAlertAssurance.Agent.Sources.Netlink;

/// <summary>The vocabulary shared by <c>rtnetlink</c> and <c>ip-json</c>: what a read means on the tables of a namespace.</summary>
internal static class NetworkReads
{
    public static Sample Answer(MetricRead read, NetworkSnapshot network, DateTimeOffset time) => read.Read switch
    {
        "route/nexthops" => NextHops(read.Argument("destination"), network, time),
        "route/present" or "route/protocol" or "route/path" => RouteReads.Answer(read, network, time),
        "neighbour/state" => OfNeighbour(read, network, time, neighbour => Sample.Present(time, neighbour.StateText)),
        "neighbour/link-layer-changes" => OfNeighbour(read, network, time, neighbour => Sample.Present(time, neighbour.LinkLayerChanges)),
        _ => OfLink(read, network, time),
    };

    private static Sample NextHops(string destination, NetworkSnapshot network, DateTimeOffset time)
    {
        if (!NetworkPrefix.TryParse(destination, out var prefix))
        {
            return Sample.Failed(time, $"'{destination}' is not an address or prefix");
        }

        return Sample.Present(time, network.Route(prefix)?.NextHops.Count(hop => hop.IsUsable) ?? 0);
    }

    private static Sample OfNeighbour(MetricRead read, NetworkSnapshot network, DateTimeOffset time, Func<Neighbour, Sample> sample)
    {
        if (!IPAddress.TryParse(read.Argument("address"), out var address))
        {
            return Sample.Failed(time, $"'{read.Argument("address")}' is not an address");
        }

        // Without an interface the address is looked for on every link: a gateway is known by its address alone.
        var name = read.Argument("interface");
        if (name.Length == 0)
        {
            var anywhere = network.Neighbours.Values.FirstOrDefault(neighbour => neighbour.Address.Equals(address));
            return anywhere is null ? Sample.Missing(time, $"no neighbour {address}") : sample(anywhere);
        }

        // The kernel keeps no entry of a neighbour that nothing is sent to: that is the state "none".
        return network.Link(name) is { } link
            ? sample(network.Neighbours.GetValueOrDefault((link.Index, address)) ?? new Neighbour(link.Index, address, 0))
            : Sample.Missing(time, $"there is no interface {name}");
    }

    private static Sample OfLink(MetricRead read, NetworkSnapshot network, DateTimeOffset time)
    {
        var name = read.Argument("interface");
        if (network.Link(name) is not { } link)
        {
            return Absent(read, name, time);
        }

        return read.Read switch
        {
            "link/oper-up" => Sample.Present(time, link.OperUp),
            "link/admin-up" => Sample.Present(time, link.AdminUp),
            "link/carrier" => Optional(link.Carrier, value => Sample.Present(time, value), time),
            "link/mtu" => Sample.Present(time, link.Mtu),
            "link/carrier-changes" => Optional(link.CarrierChanges, value => Sample.Present(time, value), time),
            "tunnel/remote" => Address(link.Tunnel, link.Tunnel?.Remote, time),
            "tunnel/local" => Address(link.Tunnel, link.Tunnel?.Local, time),
            "tunnel/vni" => link.Tunnel?.Vni is { } vni ? Sample.Present(time, vni) : Sample.Missing(time, "not a VXLAN interface"),
            _ => Optional(Counter(read.Read, link.Counters), value => Sample.Present(time, value), time),
        };
    }

    // A state of an interface that does not exist is known: it is not up. Anything else of it is missing.
    private static Sample Absent(MetricRead read, string name, DateTimeOffset time) => read.Read is "link/oper-up" or "link/admin-up" or "link/carrier"
        ? Sample.Present(time, false)
        : Sample.Missing(time, $"there is no interface {name}");

    private static ulong? Counter(string read, LinkCounters? counters) => counters is null ? null : read switch
    {
        "link/rx-packets" => counters.RxPackets,
        "link/tx-packets" => counters.TxPackets,
        "link/rx-bytes" => counters.RxBytes,
        "link/tx-bytes" => counters.TxBytes,
        "link/rx-errors" => counters.RxErrors,
        "link/tx-errors" => counters.TxErrors,
        "link/rx-dropped" => counters.RxDropped,
        "link/tx-dropped" => counters.TxDropped,
        _ => null,
    };

    private static Sample Address(TunnelEndpoints? tunnel, IPAddress? address, DateTimeOffset time) => tunnel is null
        ? Sample.Missing(time, "not a tunnel interface")
        : Sample.Present(time, address?.ToString() ?? "");

    private static Sample Optional<T>(T? value, Func<T, Sample> present, DateTimeOffset time)
        where T : struct => value is { } known ? present(known) : Sample.Unsupported(time, "the interface does not report it");
}
