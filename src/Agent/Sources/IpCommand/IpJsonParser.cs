using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using RouterAlertAssurance.Agent.Facts;
using RouterAlertAssurance.Agent.Sources.Netlink;

namespace RouterAlertAssurance.Agent.Sources.IpCommand;

/// <summary>Turns the output of <c>ip -j</c> into the tables that netlink gives; tolerant, since the shape varies with the version.</summary>
internal static class IpJsonParser
{
    public static ImmutableDictionary<int, NetworkLink> Links(JsonElement output)
    {
        var links = ImmutableDictionary.CreateBuilder<int, NetworkLink>();
        foreach (var item in output.Items())
        {
            if (item.Text("ifname") is { } name && item.Number("ifindex") is { } index and <= int.MaxValue)
            {
                links[(int)index] = Link(item, name, (int)index);
            }
        }

        return links.ToImmutable();
    }

    public static IEnumerable<NetworkRoute> Routes(JsonElement output, NetworkSnapshot network)
    {
        foreach (var item in output.Items())
        {
            var any = item.Text("gateway")?.Contains(':', StringComparison.Ordinal) == true ? "::/0" : "0.0.0.0/0";
            var destination = item.Text("dst") is { } text && text != "default" ? text : any;
            ImmutableArray<NextHop> hops = [.. Hops(item, network)];
            if (NetworkPrefix.TryParse(destination, out var prefix) && hops.Length > 0)
            {
                yield return new NetworkRoute(prefix, RouteProtocol.NumberOf(item.Text("protocol")), (uint)(item.Number("metric") ?? 0), hops);
            }
        }
    }

    public static ImmutableDictionary<(int Link, IPAddress Address), Neighbour> Neighbours(JsonElement output, NetworkSnapshot network)
    {
        var neighbours = ImmutableDictionary.CreateBuilder<(int Link, IPAddress Address), Neighbour>();
        foreach (var item in output.Items())
        {
            if (IPAddress.TryParse(item.Text("dst"), out var address) && network.Link(item.Text("dev") ?? "") is { } link)
            {
                var state = item.Member("state").Items().Select(value => value.ToString()).FirstOrDefault() ?? "";
                neighbours[(link.Index, address)] = new Neighbour(link.Index, address, State(state), item.Text("lladdr") ?? "");
            }
        }

        return neighbours.ToImmutable();
    }

    private static NetworkLink Link(JsonElement item, string name, int index)
    {
        var flags = item.Member("flags").Items().Select(flag => flag.ToString()).ToHashSet(StringComparer.Ordinal);
        var info = item.Member("linkinfo");
        var loopback = flags.Contains("LOOPBACK");
        var kind = info.Text("info_kind") ?? (loopback ? "loopback" : "ethernet");
        return new NetworkLink
        {
            Index = index,
            Name = name,
            Kind = kind,
            Mtu = (uint)(item.Number("mtu") ?? 0),
            Flags = (flags.Contains("UP") ? NetlinkConstants.InterfaceUp : 0)
                | (loopback ? NetlinkConstants.InterfaceLoopback : 0)
                | (flags.Contains("LOWER_UP") ? NetlinkConstants.InterfaceRunning : 0),
            Carrier = flags.Contains("LOWER_UP"),
            OperState = item.Text("operstate") switch { "UP" => NetlinkConstants.OperUp, "UNKNOWN" or null => NetlinkConstants.OperUnknown, _ => 2 },
            Counters = Counters(item.Member("stats64")),
            Tunnel = TunnelParser.IsTunnel(kind) ? Tunnel(info.Member("info_data")) : null,
        };
    }

    private static LinkCounters? Counters(JsonElement statistics)
    {
        if (statistics.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var (rx, tx) = (statistics.Member("rx"), statistics.Member("tx"));
        ulong Of(JsonElement direction, string name) => direction.Number(name) ?? 0;
        return new LinkCounters(
            Of(rx, "packets"), Of(tx, "packets"), Of(rx, "bytes"), Of(tx, "bytes"),
            Of(rx, "errors"), Of(tx, "errors"), Of(rx, "dropped"), Of(tx, "dropped"));
    }

    private static TunnelEndpoints Tunnel(JsonElement data)
    {
        IPAddress? Address(params ReadOnlySpan<string> names)
        {
            foreach (var name in names)
            {
                if (IPAddress.TryParse(data.Text(name), out var address) && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any))
                {
                    return address;
                }
            }

            return null;
        }

        return new TunnelEndpoints(Address("local", "local6"), Address("remote", "remote6", "group", "group6"), (uint?)data.Number("id"));
    }

    private static IEnumerable<NextHop> Hops(JsonElement route, NetworkSnapshot network)
    {
        var several = route.Member("nexthops");
        var sources = several.ValueKind == JsonValueKind.Array ? several.Items() : [route];
        foreach (var hop in sources)
        {
            if (network.Link(hop.Text("dev") ?? "") is { } link)
            {
                var flags = hop.Member("flags").Items().Select(flag => flag.ToString()).ToHashSet(StringComparer.Ordinal);
                var state = (flags.Contains("dead") ? NetlinkConstants.NextHopDead : 0) | (flags.Contains("linkdown") ? NetlinkConstants.NextHopLinkDown : 0);
                yield return new NextHop(link.Index, IPAddress.TryParse(hop.Text("gateway"), out var gateway) ? gateway : null, state);
            }
        }
    }

    private static ushort State(string text) => text switch
    {
        "INCOMPLETE" => 0x01,
        "REACHABLE" => 0x02,
        "STALE" => 0x04,
        "DELAY" => 0x08,
        "PROBE" => 0x10,
        "FAILED" => 0x20,
        "NOARP" => 0x40,
        "PERMANENT" => 0x80,
        _ => 0,
    };
}
