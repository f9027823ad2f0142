using System.Net;
using RouterAlertAssurance.Agent.Sources.Ecmp;
using RouterAlertAssurance.Agent.Sources.Netlink;
using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Heuristics.Facts;
using RouterAlertAssurance.Packets.Layers;
using RouterAlertAssurance.Packets.Punting;

namespace RouterAlertAssurance.Agent.Facts;

/// <summary>Turns the tables of the network namespace into facts about a device. Pure.</summary>
internal static class FactCollector
{
    private const int Limit = 5000;
    private const byte LinkScope = 253;

    public static List<FactDocument> Collect(
        string device, DeviceFacts about, NetworkSnapshot network, EcmpMemory memory, IEnumerable<RoutingInstance> instances, PuntSnapshot punts)
    {
        var facts = new List<FactDocument>
        {
            Fact("device", ("device", device), ("os", about.Os), ("kernel", about.Kernel), ("hostname", about.Hostname)),
        };
        facts.AddRange(network.Links.Values.OrderBy(link => link.Name, StringComparer.Ordinal).SelectMany(link => OfLink(device, link, network)));
        facts.AddRange(network.Addresses.Where(address => address.Scope != LinkScope || address.Address.IsIPv6LinkLocal)
            .SelectMany(address => OfAddress(device, address, network)));
        facts.AddRange(instances.Select(instance => Fact(
            "routing-instance", ("device", device), ("protocol", instance.Protocol), ("instance", instance.Name))));
        facts.AddRange(instances.SelectMany(instance => instance.Interfaces.Order(StringComparer.Ordinal).Select(name => Fact(
            "configured-routing", ("device", device), ("protocol", instance.Protocol), ("instance", instance.Name), ("interface", name)))));
        facts.AddRange(instances.SelectMany(instance => instance.Neighbours).Select(neighbour => Fact(
            "bgp-neighbour", ("device", device), ("peer", neighbour.Peer), ("local", neighbour.Local), ("remote-as", neighbour.RemoteAs))));
        facts.AddRange(DefaultGateways(device, network));
        facts.AddRange(RouterAlertListeners.Of(device, punts));
        foreach (var route in network.Routes.Where(route => !route.Prefix.Address.IsIPv6LinkLocal).OrderBy(RouteProtocol.Preference).ThenBy(route => route.Prefix.ToString(), StringComparer.Ordinal))
        {
            List<FactDocument> rows = [.. OfRoute(device, route, network, memory)];
            if (facts.Count + rows.Count > Limit)
            {
                break;
            }

            facts.AddRange(rows);
        }

        return facts;
    }

    private static IEnumerable<FactDocument> OfLink(string device, NetworkLink link, NetworkSnapshot network)
    {
        yield return Fact(
            "interface", ("device", device), ("name", link.Name), ("kind", link.Kind), ("mtu", Text(link.Mtu)),
            ("lower", link.Lower is { } lower ? NameOf(lower, network) : ""));
        if (link.Tunnel is { } tunnel)
        {
            yield return Fact(
                "tunnel", ("device", device), ("interface", link.Name), ("kind", link.Kind), ("local", tunnel.Local?.ToString() ?? ""),
                ("remote", tunnel.Remote?.ToString() ?? ""), ("vni", Vni(tunnel)));
        }

        if (link.Bridge is { } bridge)
        {
            yield return Fact(
                "bridge-port", ("device", device), ("bridge", NameOf(bridge, network)), ("interface", link.Name),
                ("kind", link.Tunnel is null ? "local" : "tunnel"), ("vni", Vni(link.Tunnel)), ("local", link.Tunnel?.Local?.ToString() ?? ""));
        }
    }

    private static IEnumerable<FactDocument> OfAddress(string device, NetworkAddress address, NetworkSnapshot network)
    {
        if (network.Links.TryGetValue(address.Link, out var link))
        {
            yield return Fact(
                "address", ("device", device), ("interface", link.Name), ("address", Plain(address.Address)),
                ("prefix", $"{IpPrefixes.Mask(address.Address, address.PrefixLength)}/{address.PrefixLength}"), ("family", IpFamilyNames.Key(address.Address.AddressFamily)));
        }
    }

    private static IEnumerable<FactDocument> OfRoute(string device, NetworkRoute route, NetworkSnapshot network, EcmpMemory memory)
    {
        var prefix = route.Prefix.ToString();
        var (inUse, expected) = memory.Count(route, network);
        yield return Fact(
            "route", ("device", device), ("prefix", prefix), ("protocol", RouteProtocol.NameOf(route)), ("nexthops", Text((uint)inUse)),
            ("ecmp", inUse > 1 || expected > 1 ? "yes" : "no"));
        foreach (var member in EcmpMemory.MembersOf(route, network).OrderBy(member => member.Interface, StringComparer.Ordinal))
        {
            yield return NextHop(device, prefix, member, "active");
        }

        foreach (var member in memory.Lost(route, network))
        {
            yield return NextHop(device, prefix, member, "lost");
        }
    }

    private static FactDocument NextHop(string device, string prefix, EcmpMember member, string state) => Fact(
        "route-nexthop", ("device", device), ("prefix", prefix), ("interface", member.Interface), ("gateway", member.Gateway), ("state", state));

    private static IEnumerable<FactDocument> DefaultGateways(string device, NetworkSnapshot network) =>
        from route in network.Routes
        where route.Prefix.Length == 0
        from hop in route.NextHops
        where hop.Gateway is not null
        select Fact(
            "default-gateway", ("device", device), ("interface", NameOf(hop.Link, network)), ("address", Plain(hop.Gateway!)),
            ("family", IpFamilyNames.Key(hop.Gateway!.AddressFamily)));

    private static FactDocument Fact(string relation, params ReadOnlySpan<(string Name, string Value)> fields)
    {
        var row = new Dictionary<string, string>(fields.Length, StringComparer.Ordinal);
        foreach (var (name, value) in fields)
        {
            row[name] = value;
        }

        return new FactDocument(relation, row);
    }

    private static string Vni(TunnelEndpoints? tunnel) => tunnel?.Vni is { } vni ? Text(vni) : "";

    private static string NameOf(int link, NetworkSnapshot network) => network.Links.GetValueOrDefault(link)?.Name ?? "";

    private static string Text(uint number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    // Without the zone, which only means something on this machine.
    private static string Plain(IPAddress address) => address.ToString().Split('%')[0];
}

/// <summary>What is known of the host itself.</summary>
internal sealed record DeviceFacts(string Os, string Kernel, string Hostname);

/// <summary>A routing protocol instance that runs on the device.</summary>
/// <param name="Protocol"><c>is-is</c>, <c>ospf</c>, <c>bgp</c> or <c>pim</c>.</param>
/// <param name="Name">Its name; of BGP the number of the autonomous system.</param>
/// <param name="RouteProtocol">What its routes are called; empty where it has none.</param>
/// <param name="Interfaces">Those it is configured on, up or not.</param>
internal sealed record RoutingInstance(string Protocol, string Name, string RouteProtocol, IReadOnlySet<string> Interfaces)
{
    /// <summary>Configured BGP neighbours.</summary>
    public IReadOnlyList<BgpNeighbour> Neighbours { get; init; } = [];
}

/// <param name="Peer">Address of the neighbour; its interface where it has no address.</param>
/// <param name="Local">Address this device uses; empty when there was no connection yet.</param>
/// <param name="RemoteAs">Autonomous system of the neighbour.</param>
internal sealed record BgpNeighbour(string Peer, string Local, string RemoteAs);
