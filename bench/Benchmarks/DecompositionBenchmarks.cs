using System.Collections.Immutable;
using System.Globalization;
using RouterAlertAssurance.Heuristics.Decomposition;
using RouterAlertAssurance.Heuristics.Facts;
using RouterAlertAssurance.Heuristics.Loading;

namespace RouterAlertAssurance.Benchmarks;

/// <summary>
/// 10,000 tunnels of the base package between 200 edge routers, each with two uplinks and equal-cost routes to all others: the graphs of all, one
/// fact that no service reads, and one route that changes.
/// </summary>
internal static class DecompositionBenchmarks
{
    private const int Services = 10_000;
    private const int Edges = 200;
    private const int Cores = 20;

    public static void Run()
    {
        var catalog = PackageCatalog.LoadDirectories("heuristics").Catalog;
        var devices = Enumerable.Range(0, Edges + Cores).Select(DeviceName).ToDictionary(name => name, name => new DeviceInfo(name, new Dictionary<string, string>()));
        ServiceInstance[] services = [.. Enumerable.Range(0, Services).Select(Service)];
        FactSource[] reports = [.. Enumerable.Range(0, Edges + Cores).Select(number => FactSource.From(Report(number)))];
        var facts = FactDerivation.Derive(FactBase.Join(reports));
        var results = Decompose(services, facts, catalog, devices);
        Figure.Print("decomposition.services", Services, "services");
        Figure.Print("decomposition.facts", facts.Relations.Sum(relation => facts.Of(relation).Length), "facts");
        Figure.Print("decomposition.nodes", results.Average(result => result.Nodes.Length), "nodes/service");
        Figure.Print("decomposition.problems", results.Sum(result => result.Problems.Length), "problems");
        Figure.Print("decomposition.facts.build", Figure.Median(() => Decompose(services[..1], FactDerivation.Derive(FactBase.Join(reports)), catalog, devices), 3).TotalMilliseconds, "ms");
        var full = Figure.Median(() => Decompose(services, facts, catalog, devices), 3);
        Figure.Print("decomposition.full", full.TotalMilliseconds, "ms");
        Figure.Print("decomposition.service", full.TotalMicroseconds / Services, "us/service");
        var busy = Environment.CpuUsage.TotalTime;
        var allocated = Figure.Allocated(() => Decompose(services, facts, catalog, devices), 3);
        Figure.Print("decomposition.service.processor", (Environment.CpuUsage.TotalTime - busy).TotalMicroseconds / 4 / Services, "us/service");
        Figure.Print("decomposition.service.allocated", allocated / Services, "bytes/service");
        Change("unread", Report(7).Append(Row("default-gateway", ("device", DeviceName(7)), ("address", "192.0.2.1"))));
        Change("route", Report(7).Select(fact => fact.Relation == "route" && fact["prefix"] == Prefix(3) ? fact with { Fields = fact.Fields.SetItem("ecmp", "no") } : fact));

        // From the new report to the graphs that follow from it.
        void Change(string name, IEnumerable<Fact> report)
        {
            Fact[] rows = [.. report];
            var count = 0;
            var time = Figure.Median(() =>
            {
                var after = FactDerivation.Derive(FactBase.Join([.. reports[..7], FactSource.From(rows), .. reports[8..]]), facts);
                var changes = FactChanges.Between(facts, after);
                ServiceInstance[] concerned = [.. services.Where((_, index) => changes.Concern(results[index].Reads))];
                count = concerned.Length;
                Decompose(concerned, after, catalog, devices);
            }, 5);
            Figure.Print($"decomposition.change.{name}", time.TotalMilliseconds, "ms");
            Figure.Print($"decomposition.change.{name}.again", count, "services");
        }
    }

    private static DecompositionResult[] Decompose(
        ServiceInstance[] services, FactBase facts, PackageCatalog catalog, IReadOnlyDictionary<string, DeviceInfo> devices) =>
        [.. services.Select(new Decomposer(facts, catalog, devices).Decompose)];

    private static (int First, int Second) Ends(int service) => (service % Edges, ((service % Edges) + 1 + (service / Edges)) % Edges);

    private static ServiceInstance Service(int number)
    {
        var (first, second) = Ends(number);
        return new("tunnel", Text("t", number), new Dictionary<string, string>
        {
            ["device1"] = DeviceName(first),
            ["interface1"] = Text("vxlan", number),
            ["address1"] = Loopback(first),
            ["device2"] = DeviceName(second),
            ["interface2"] = Text("vxlan", number),
            ["address2"] = Loopback(second),
        });
    }

    private static IEnumerable<Fact> Report(int number)
    {
        var device = DeviceName(number);
        yield return Row("device", ("device", device), ("os", "linux"));
        yield return Row("routing-instance", ("device", device), ("protocol", "is-is"), ("instance", "CORE"));
        foreach (var fact in number < Edges ? Edge(number, device) : Core(number - Edges, device))
        {
            yield return fact;
        }
    }

    private static IEnumerable<Fact> Edge(int number, string device)
    {
        yield return Row("address", ("device", device), ("interface", "lo"), ("address", Loopback(number)), ("prefix", "32"));
        for (var uplink = 0; uplink < 2; uplink++)
        {
            yield return Row("interface", ("device", device), ("name", Text("up", uplink)), ("kind", "veth"));
            yield return Row("address", ("device", device), ("interface", Text("up", uplink)), ("address", LinkAddress(number, uplink, 0)), ("prefix", "31"));
        }

        for (var other = 0; other < Edges; other++)
        {
            yield return Row("route", ("device", device), ("prefix", Prefix(other)), ("protocol", "isis"), ("nexthops", "2"), ("ecmp", "yes"));
            yield return Row("route-nexthop", ("device", device), ("prefix", Prefix(other)), ("interface", "up0"), ("gateway", LinkAddress(number, 0, 1)), ("state", "active"));
            yield return Row("route-nexthop", ("device", device), ("prefix", Prefix(other)), ("interface", "up1"), ("gateway", LinkAddress(number, 1, 1)), ("state", "active"));
        }

        foreach (var service in Enumerable.Range(0, Services).Where(service => Ends(service).First == number || Ends(service).Second == number))
        {
            var remote = Ends(service).First == number ? Ends(service).Second : Ends(service).First;
            yield return Row("interface", ("device", device), ("name", Text("vxlan", service)), ("kind", "vxlan"));
            yield return Row(
                "tunnel", ("device", device), ("interface", Text("vxlan", service)), ("kind", "vxlan"), ("local", Loopback(number)), ("remote", Loopback(remote)), ("vni", Text("", service)));
        }
    }

    private static IEnumerable<Fact> Core(int number, string device)
    {
        foreach (var edge in Enumerable.Range(0, Edges))
        {
            for (var uplink = 0; uplink < 2; uplink++)
            {
                if ((edge + uplink) % Cores == number)
                {
                    yield return Row("interface", ("device", device), ("name", Text(Text("e", edge) + "-", uplink)), ("kind", "veth"));
                    yield return Row("address", ("device", device), ("interface", Text(Text("e", edge) + "-", uplink)), ("address", LinkAddress(edge, uplink, 1)), ("prefix", "31"));
                }
            }
        }
    }

    private static string DeviceName(int number) => number < Edges ? Text("pe", number) : Text("p", number - Edges);

    private static string Loopback(int number) => string.Create(CultureInfo.InvariantCulture, $"10.255.{number}.1");

    private static string Prefix(int number) => $"{Loopback(number)}/32";

    private static string LinkAddress(int edge, int uplink, int end) => string.Create(CultureInfo.InvariantCulture, $"10.{uplink}.{edge}.{end}");

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
