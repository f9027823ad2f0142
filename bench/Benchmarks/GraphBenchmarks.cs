using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Health;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Benchmarks;

/// <summary>The assurance graph of 10,000 services: building, one edit, health from the leaves up, memory.</summary>
internal static class GraphBenchmarks
{
    private const int Services = 10_000;

    private static readonly HealthPropagation Propagation = new(new PropagationOptions { AgentId = "bench" });

    public static void Run()
    {
        var network = new SampleNetwork(Services);
        var subgraphs = network.Subgraphs();
        var nodes = SampleNetwork.Union(subgraphs);
        var kept = Figure.Kept(() => Build(nodes), out var graph);
        Figure.Print("graph.services", Services, "services");
        Figure.Print("graph.nodes", graph.Nodes.Count, "nodes");
        Figure.Print("graph.edges", graph.Nodes.Values.Sum(node => node.Dependencies.Length), "edges");
        Figure.Print("graph.memory", kept / graph.Nodes.Count, "bytes/node");
        Figure.Print("graph.build", Figure.Median(() => Build(nodes), 5).TotalMilliseconds, "ms");
        Figure.Print("graph.merge", Figure.Median(() => SubgraphMerge.Merge(subgraphs), 3).TotalMilliseconds, "ms");
        Edit(graph, network);
        Propagate(graph);
    }

    private static AssuranceGraph Build(System.Collections.Immutable.ImmutableArray<AssuranceNode> nodes) =>
        AssuranceGraph.Empty.Apply(new(nodes, []), SampleNetwork.Time).Graph;

    private static void Edit(AssuranceGraph graph, SampleNetwork network)
    {
        var edit = new GraphEdit([.. network.Service(Services)], []);
        var larger = graph.Apply(edit, SampleNetwork.Time).Graph;
        var back = new GraphEdit([], [.. larger.Nodes.Keys.Where(id => !graph.Nodes.ContainsKey(id))]);
        Figure.Print("graph.edit.add-service", Figure.Median(() => graph.Apply(edit, SampleNetwork.Time)).TotalMicroseconds, "us");
        Figure.Print("graph.edit.remove-service", Figure.Median(() => larger.Apply(back, SampleNetwork.Time)).TotalMicroseconds, "us");
        Figure.Print("graph.difference", Figure.Median(() => AssuranceGraph.Difference(graph, larger), 5).TotalMilliseconds, "ms");
    }

    private static void Propagate(AssuranceGraph graph)
    {
        var kept = Figure.Kept(() => Evaluate(graph), out var snapshot);
        Figure.Print("propagation.memory", kept / graph.Nodes.Count, "bytes/node");
        Figure.Print("propagation.full", Figure.Median(() => Evaluate(graph), 3).TotalMilliseconds, "ms");
        Leaf("private-interface", graph, snapshot, graph.Nodes.Keys.First(id => id.Type == "interface" && id.Id.Contains("vxlan", StringComparison.Ordinal)));
        Leaf("uplink-interface", graph, snapshot, SubserviceId.ForParameters("interface", ["pe100", "up0"]));
        Leaf("busiest-device", graph, snapshot, SubserviceId.ForParameters("device", ["pe0"]));
    }

    // Between degraded and healthy, so that each call has something to propagate.
    private static void Leaf(string name, AssuranceGraph graph, HealthSnapshot start, SubserviceId leaf)
    {
        var (snapshot, weight) = (start, 0);
        var changed = 0;
        var time = Figure.Median(() =>
        {
            weight = 50 - weight;
            snapshot = Propagation.Update(
                snapshot, graph, [leaf], id => id == leaf && weight > 0 ? SampleNetwork.Degraded(id, weight) : SampleNetwork.OwnOf(id), _ => null, SampleNetwork.Time);
            changed = Math.Max(changed, snapshot.Changed.Count);
        });
        Figure.Print($"propagation.update.{name}", time.TotalMicroseconds, "us");
        Figure.Print($"propagation.update.{name}.changed", changed, "nodes");
    }

    private static HealthSnapshot Evaluate(AssuranceGraph graph) => Propagation.Evaluate(graph, SampleNetwork.OwnOf, _ => null, SampleNetwork.Time);
}
