using System.Diagnostics;
using System.Globalization;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Health;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Benchmarks;

/// <summary>
/// The assurance graph of many services (10,000 unless <c>--services N</c> says otherwise): merge, the first health of all nodes, one service that
/// comes, changes and goes, changes of leaves, memory.
/// </summary>
internal static class GraphBenchmarks
{
    private const int Repetitions = 300;

    private static readonly HealthPropagation Propagation = new(new PropagationOptions { AgentId = "bench" });

    public static void Run(string[] options)
    {
        var services = options is ["--services", var text] ? int.Parse(text, CultureInfo.InvariantCulture) : 10_000;
        var network = new SampleNetwork(services);
        var subgraphs = network.Subgraphs();
        Figure.Print("graph.services", services, "services");
        Figure.Print("graph.subgraphs", subgraphs.Sum(nodes => nodes.Count), "nodes");
        var kept = Figure.Kept(() => SubgraphMerge.Merge(subgraphs), out var merged);
        var graph = merged.Graph;
        Figure.Print("graph.nodes", graph.Nodes.Count, "nodes");
        Figure.Print("graph.edges", graph.Nodes.Values.Sum(node => node.Dependencies.Length), "edges");
        Figure.Print("graph.memory", kept / graph.Nodes.Count, "bytes/node");
        Figure.Print("graph.merge", Figure.Median(() => SubgraphMerge.Merge(subgraphs), 3).TotalMilliseconds, "ms");
        Figure.Print("graph.build", Figure.Median(() => AssuranceGraph.Restore(graph.Nodes.Values, 1, SampleNetwork.Time), 3).TotalMilliseconds, "ms");
        var snapshot = Propagate(graph);
        Leaves(graph, snapshot);
        Services(merged.Union, graph, snapshot, [.. Enumerable.Range(services, Repetitions).Select(network.Service)]);
    }

    private static HealthSnapshot Propagate(AssuranceGraph graph)
    {
        var own = Own(graph);
        var kept = Figure.Kept(() => Evaluate(graph, own), out var snapshot);
        Figure.Print("propagation.memory", kept / graph.Nodes.Count, "bytes/node");
        Figure.Print("propagation.not-healthy", snapshot.Statuses.Values.Count(status => !status.Score.IsHealthy), "nodes");
        Figure.Print("propagation.full", Figure.Median(() => Evaluate(graph, own), 3).TotalMilliseconds, "ms");
        return snapshot;
    }

    private static void Leaves(AssuranceGraph graph, HealthSnapshot snapshot)
    {
        var own = Own(graph);
        Leaf("private-interface", graph, snapshot, own, id => id.Type == "interface" && id.Id.Contains("vxlan", StringComparison.Ordinal));
        Leaf("uplink-interface", graph, snapshot, own, id => id.Type == "interface" && id.Id.Contains("/up", StringComparison.Ordinal));
        Leaf("core-interface", graph, snapshot, own, id => id.Type == "interface" && id.Id.Contains("/to-", StringComparison.Ordinal));
        Leaf("any-device", graph, snapshot, own, id => id.Type == "device");
        Leaf("any-node", graph, snapshot, own, _ => true);
        Leaf("busiest-device", graph, snapshot, own, id => id == SubserviceId.ForParameters("device", ["pe0"]));
    }

    // Each leaf turns degraded and healthy again, so that each call has something to propagate.
    private static void Leaf(string name, AssuranceGraph graph, HealthSnapshot snapshot, Dictionary<SubserviceId, OwnHealth> own, Func<SubserviceId, bool> isMeant)
    {
        var leaves = graph.Nodes.Keys.Where(id => isMeant(id) && !own.ContainsKey(id)).ToArray();
        new Random(1).Shuffle(leaves);
        var (times, changed) = (new List<TimeSpan>(), 0.0);
        foreach (var leaf in Enumerable.Range(0, 2 * Repetitions).Select(index => leaves[index / 2 % leaves.Length]))
        {
            if (!own.Remove(leaf))
            {
                own[leaf] = SampleNetwork.Degraded(leaf, 50);
            }

            times.Add(Time(() => snapshot = Propagation.Update(snapshot, graph, [leaf], id => own.GetValueOrDefault(id, OwnHealth.Healthy), _ => null, SampleNetwork.Time)));
            changed += snapshot.Changed.Count;
        }

        Print($"propagation.update.{name}", times);
        Figure.Print($"propagation.update.{name}.changed", changed / times.Count, "nodes");
    }

    private static void Services(SubgraphUnion union, AssuranceGraph graph, HealthSnapshot snapshot, IReadOnlyCollection<AssuranceNode>[] services)
    {
        var own = Own(graph);
        Print("graph.service.add", [.. services.Select(service => Replace([], service))]);
        Print("graph.service.change", [.. services.Select(service => Replace(service, Changed(service)))]);
        Print("graph.service.remove", [.. services.Select(service => Replace(Changed(service), []))]);

        TimeSpan Replace(IReadOnlyCollection<AssuranceNode> before, IReadOnlyCollection<AssuranceNode> after) => Time(() =>
        {
            var merged = union.Replace(before, after);
            (union, graph) = (merged.Union, graph.Apply(merged.Edit, SampleNetwork.Time).Graph);
            snapshot = Propagation.Update(snapshot, graph, [], id => own.GetValueOrDefault(id, OwnHealth.Healthy), _ => null, SampleNetwork.Time);
        });
    }

    // The service and the two ends of its tunnel get another label and one dependency less.
    private static AssuranceNode[] Changed(IReadOnlyCollection<AssuranceNode> service) =>
    [
        .. service.Select(node => node.Id.Type is SubserviceId.ServiceInstanceType or "tunnel"
            ? node with { Label = "changed", Dependencies = node.Dependencies[1..] }
            : node),
    ];

    private static Dictionary<SubserviceId, OwnHealth> Own(AssuranceGraph graph) => graph.Nodes.Keys
        .Where(id => !ReferenceEquals(SampleNetwork.OwnOf(id), OwnHealth.Healthy))
        .ToDictionary(id => id, SampleNetwork.OwnOf);

    private static HealthSnapshot Evaluate(AssuranceGraph graph, Dictionary<SubserviceId, OwnHealth> own) =>
        Propagation.Evaluate(graph, id => own.GetValueOrDefault(id, OwnHealth.Healthy), _ => null, SampleNetwork.Time);

    private static TimeSpan Time(Action call)
    {
        var start = Stopwatch.GetTimestamp();
        call();
        return Stopwatch.GetElapsedTime(start);
    }

    // The first calls are slow for being the first.
    private static void Print(string name, List<TimeSpan> times)
    {
        var sorted = times.Skip(times.Count / 10).Order().ToList();
        Figure.Print(name, sorted[sorted.Count / 2].TotalMicroseconds, "us");
        Figure.Print($"{name}.p99", sorted[sorted.Count * 99 / 100].TotalMicroseconds, "us");
    }
}
