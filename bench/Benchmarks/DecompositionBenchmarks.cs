using RouterAlertAssurance.Heuristics.Decomposition;
using RouterAlertAssurance.Heuristics.Facts;
using RouterAlertAssurance.Heuristics.Loading;

namespace RouterAlertAssurance.Benchmarks;

/// <summary>The graphs of 10,000 tunnels, one fact that no service reads, and one route that changes.</summary>
internal static class DecompositionBenchmarks
{
    private const int Runs = 3;

    public static void Run()
    {
        var catalog = PackageCatalog.LoadDirectories("heuristics").Catalog;
        var network = new TunnelNetwork(10_000);
        var devices = network.Devices.ToDictionary(name => name, name => new DeviceInfo(name, new Dictionary<string, string>()));
        ServiceInstance[] services = [.. Enumerable.Range(0, network.Services).Select(network.Service)];
        FactSource[] reports = [.. Enumerable.Range(0, devices.Count).Select(number => FactSource.From(network.Report(number)))];
        var facts = FactDerivation.Derive(FactBase.Join(reports));
        var results = Decompose(services, facts, catalog, devices);
        Figure.Print("decomposition.services", services.Length, "services");
        Figure.Print("decomposition.facts", facts.Relations.Sum(relation => facts.Of(relation).Length), "facts");
        Figure.Print("decomposition.nodes", results.Average(result => result.Nodes.Length), "nodes/service");
        Figure.Print("decomposition.nodes.distinct", results.SelectMany(result => result.Nodes).Distinct().Count() / (double)services.Length, "nodes/service");
        Figure.Print("decomposition.problems", results.Sum(result => result.Problems.Length), "problems");
        Figure.Print("decomposition.facts.build", Figure.Median(() => Decompose(services[..1], FactDerivation.Derive(FactBase.Join(reports)), catalog, devices), Runs).TotalMilliseconds, "ms");
        var full = Figure.Median(() => Decompose(services, facts, catalog, devices), Runs);
        Figure.Print("decomposition.full", full.TotalMilliseconds, "ms");
        Figure.Print("decomposition.service", full.TotalMicroseconds / services.Length, "us/service");
        var busy = Environment.CpuUsage.TotalTime;
        var allocated = Figure.Allocated(() => Decompose(services, facts, catalog, devices), Runs);
        Figure.Print("decomposition.service.processor", (Environment.CpuUsage.TotalTime - busy).TotalMicroseconds / (Runs + 1) / services.Length, "us/service");
        Figure.Print("decomposition.service.allocated", allocated / services.Length, "bytes/service");
        Change("unread", network.Report(7).Append(network.Unread(7)));
        Change("route", network.ReportWithLostPath(7));

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
}
