using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace RouterAlertAssurance.Heuristics.Facts;

/// <summary>Derives what no single agent can see. Pure: the same facts give the same result.</summary>
public static class FactDerivation
{
    private const int ShortestIpv4Link = 24;
    private const int ShortestIpv6Link = 64;

    private static readonly string[] LinkRelations = [FactRelations.Address, FactRelations.Tunnel, FactRelations.Interface];

    private static readonly string[] TunnelKinds =
        ["vxlan", "geneve", "gre", "gretap", "erspan", "ipip", "sit", "ip6tnl", "ip6gre", "ip6gretap", "vti", "vti6", "xfrm", "wireguard", "tun", "loopback"];

    /// <summary>
    /// Adds relation <c>link-end</c>: two interfaces of different devices are the ends of a link when they alone have addresses in one IPv4
    /// subnet of /24 or longer, or one global IPv6 subnet of /64 or longer. A subnet with more interfaces is a shared segment and no link; tunnels and
    /// loopbacks have no links. Each link yields two rows, one for each end, which name the link's ends in ordinal order.
    /// </summary>
    /// <param name="facts">Facts as reported; link ends among them are left out.</param>
    /// <param name="before">What an earlier call gave: where nothing that links follow from differs, its links are taken.</param>
    public static FactBase Derive(FactBase facts, FactBase? before = null)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var given = FactBase.Join(facts.Sources.Select(source => source.Without(FactRelations.LinkEnd)));
        return given.WithDerived(before is { Derived: { } links } && IsSame(given, before) ? links : FactSource.From(LinkEnds(given)));
    }

    // Sources that are the same in both count as one look-up each; those that differ are compared by what matters here.
    private static bool IsSame(FactBase facts, FactBase before)
    {
        var (left, right) = (facts.Sources.Except(before.Sources).ToList(), before.Sources.Except(facts.Sources).ToList());
        return left.Count == right.Count && FactIndex.Difference(Relevant(left), Relevant(right)).Count == 0;
    }

    private static FactIndex Relevant(IEnumerable<FactSource> sources) =>
        new(sources.Select(source => FactSource.From(LinkRelations.SelectMany(relation => source.Of(relation)))));

    private static IEnumerable<Fact> LinkEnds(FactBase facts)
    {
        var excluded = TunnelInterfaces(facts);
        return facts.Of(FactRelations.Address)
            .Where(row => !excluded.Contains((row["device"], row["interface"])) && row["device"].Length > 0 && row["interface"].Length > 0)
            .Select(row => (Subnet: Subnet(row), Address: row["address"], End: (row["device"], row["interface"])))
            .Where(row => row.Subnet is not null)
            .GroupBy(row => row.Subnet!.Value)
            .Where(group => group.Select(row => row.Address).Distinct(StringComparer.Ordinal).Count() > 1)
            .Select(group => group.Select(row => row.End).Distinct().Order(EndOrder).ToList())
            .Where(ends => ends.Count == 2 && ends[0].Item1 != ends[1].Item1)
            .Select(ends => (First: ends[0], Second: ends[1]))
            .Distinct()
            .OrderBy(link => link.First, EndOrder)
            .ThenBy(link => link.Second, EndOrder)
            .SelectMany(link => new[] { Row(link.First, link.Second, link.First, link.Second), Row(link.Second, link.First, link.First, link.Second) });
    }

    private static Comparer<(string Device, string Interface)> EndOrder { get; } = Comparer<(string Device, string Interface)>.Create((left, right) =>
        string.CompareOrdinal(left.Device, right.Device) is var order and not 0 ? order : string.CompareOrdinal(left.Interface, right.Interface));

    private static HashSet<(string Device, string Interface)> TunnelInterfaces(FactBase facts) =>
    [
        .. facts.Of(FactRelations.Tunnel).Select(row => (row["device"], row["interface"])),
        .. facts.Of(FactRelations.Interface).Where(row => TunnelKinds.Contains(row["kind"]) || row["name"] == "lo").Select(row => (row["device"], row["name"])),
    ];

    private static IPNetwork? Subnet(Fact row)
    {
        if (!IPAddress.TryParse(row["address"], out var address) || address.IsIPv6LinkLocal || IPAddress.IsLoopback(address) || Length(row) is not { } length)
        {
            return null;
        }

        var shortest = address.AddressFamily == AddressFamily.InterNetwork ? ShortestIpv4Link : ShortestIpv6Link;
        return length < shortest || length >= IpPrefixes.Bits(address) ? null : new IPNetwork(IpPrefixes.Mask(address, length), length);
    }

    // Agents report the length alone or the whole prefix.
    private static int? Length(Fact row)
    {
        var prefix = row["prefix"];
        return int.TryParse(prefix.AsSpan(prefix.LastIndexOf('/') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length : null;
    }

    private static Fact Row(
        (string Device, string Interface) end, (string Device, string Interface) peer, (string Device, string Interface) first, (string Device, string Interface) second) =>
        new(FactRelations.LinkEnd, ImmutableSortedDictionary<string, string>.Empty.WithComparers(StringComparer.Ordinal).AddRange(
        [
            new("device", end.Device),
            new("interface", end.Interface),
            new("peer-device", peer.Device),
            new("peer-interface", peer.Interface),
            new("device1", first.Device),
            new("interface1", first.Interface),
            new("device2", second.Device),
            new("interface2", second.Interface),
        ]));
}
