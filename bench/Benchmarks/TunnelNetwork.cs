using System.Collections.Immutable;
using System.Globalization;
using RouterAlertAssurance.Heuristics.Decomposition;
using RouterAlertAssurance.Heuristics.Facts;

namespace RouterAlertAssurance.Benchmarks;

/// <summary>
/// Tunnels of the base package between edge routers (200, or one for every fifty tunnels), each with two uplinks and equal-cost routes to those it
/// has tunnels with, over a core of a tenth as many.
/// </summary>
internal sealed class TunnelNetwork
{
    private readonly int _edges;
    private readonly int _cores;
    private readonly ILookup<int, int> _tunnels;

    public TunnelNetwork(int services)
    {
        Services = services;
        _edges = Math.Max(200, services / 50);
        _cores = _edges / 10;
        _tunnels = Enumerable.Range(0, services)
            .SelectMany(service => new[] { (Edge: Ends(service).First, Service: service), (Edge: Ends(service).Second, Service: service) })
            .ToLookup(end => end.Edge, end => end.Service);
    }

    public int Services { get; }

    public IEnumerable<string> Devices => Enumerable.Range(0, _edges + _cores).Select(DeviceName);

    public ServiceInstance Service(int number) => new("tunnel", Text("t", number), Parameters(number));

    public Dictionary<string, string> Parameters(int number)
    {
        var (first, second) = Ends(number);
        return new()
        {
            ["device1"] = DeviceName(first),
            ["interface1"] = Text("vxlan", number),
            ["address1"] = Loopback(first),
            ["device2"] = DeviceName(second),
            ["interface2"] = Text("vxlan", number),
            ["address2"] = Loopback(second),
        };
    }

    /// <summary>What the agent of a device reports.</summary>
    public IEnumerable<Fact> Report(int number)
    {
        var device = DeviceName(number);
        yield return Row("device", ("device", device), ("os", "linux"));
        yield return Row("routing-instance", ("device", device), ("protocol", "is-is"), ("instance", "CORE"));
        foreach (var fact in number < _edges ? Edge(number, device) : Core(number - _edges, device))
        {
            yield return fact;
        }
    }

    /// <summary>A row that nothing reads.</summary>
    public Fact Unread(int device) => Row("default-gateway", ("device", DeviceName(device)), ("address", "192.0.2.1"));

    /// <summary>The report of an edge router whose route to one of the others has one path only.</summary>
    public IEnumerable<Fact> ReportWithLostPath(int number)
    {
        var prefix = Prefix(Remotes(number).First());
        return Report(number).Select(fact => fact.Relation == "route" && fact["prefix"] == prefix ? fact with { Fields = fact.Fields.SetItem("ecmp", "no") } : fact);
    }

    private (int First, int Second) Ends(int service) => (service % _edges, ((service % _edges) + 1 + (service / _edges)) % _edges);

    private IEnumerable<int> Remotes(int edge) => _tunnels[edge].Select(Ends).Select(ends => ends.First == edge ? ends.Second : ends.First).Distinct();

    private IEnumerable<Fact> Edge(int number, string device)
    {
        yield return Row("address", ("device", device), ("interface", "lo"), ("address", Loopback(number)), ("prefix", "32"));
        for (var uplink = 0; uplink < 2; uplink++)
        {
            yield return Row("interface", ("device", device), ("name", Text("up", uplink)), ("kind", "veth"));
            yield return Row("address", ("device", device), ("interface", Text("up", uplink)), ("address", LinkAddress(number, uplink, 0)), ("prefix", "31"));
        }

        foreach (var other in Remotes(number))
        {
            yield return Row("route", ("device", device), ("prefix", Prefix(other)), ("protocol", "isis"), ("nexthops", "2"), ("ecmp", "yes"));
            yield return Row("route-nexthop", ("device", device), ("prefix", Prefix(other)), ("interface", "up0"), ("gateway", LinkAddress(number, 0, 1)), ("state", "active"));
            yield return Row("route-nexthop", ("device", device), ("prefix", Prefix(other)), ("interface", "up1"), ("gateway", LinkAddress(number, 1, 1)), ("state", "active"));
        }

        foreach (var service in _tunnels[number])
        {
            var remote = Ends(service).First == number ? Ends(service).Second : Ends(service).First;
            yield return Row("interface", ("device", device), ("name", Text("vxlan", service)), ("kind", "vxlan"));
            yield return Row(
                "tunnel", ("device", device), ("interface", Text("vxlan", service)), ("kind", "vxlan"), ("local", Loopback(number)), ("remote", Loopback(remote)), ("vni", Text("", service)));
        }
    }

    private IEnumerable<Fact> Core(int number, string device)
    {
        foreach (var edge in Enumerable.Range(0, _edges))
        {
            for (var uplink = 0; uplink < 2; uplink++)
            {
                if ((edge + uplink) % _cores == number)
                {
                    yield return Row("interface", ("device", device), ("name", Text(Text("e", edge) + "-", uplink)), ("kind", "veth"));
                    yield return Row("address", ("device", device), ("interface", Text(Text("e", edge) + "-", uplink)), ("address", LinkAddress(edge, uplink, 1)), ("prefix", "31"));
                }
            }
        }
    }

    public string DeviceName(int number) => number < _edges ? Text("pe", number) : Text("p", number - _edges);

    private static string Loopback(int number) => string.Create(CultureInfo.InvariantCulture, $"10.{240 + (number / 256)}.{number % 256}.1");

    private static string Prefix(int number) => $"{Loopback(number)}/32";

    private static string LinkAddress(int edge, int uplink, int end) => string.Create(CultureInfo.InvariantCulture, $"10.{(uplink * 64) + (edge / 256)}.{edge % 256}.{end}");

    private static string Text(string prefix, int number) => prefix + number.ToString(CultureInfo.InvariantCulture);

    private static Fact Row(string relation, params ReadOnlySpan<(string Field, string Value)> fields)
    {
        var row = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (field, value) in fields)
        {
            row[field] = value;
        }

        return new(relation, row.ToImmutable());
    }
}
