using System.Text.Json;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Health;
using RouterAlertAssurance.Yang.Assurance;
using RouterAlertAssurance.Yang.Json;

namespace RouterAlertAssurance.Benchmarks;

/// <summary>The whole RFC 9418 datastore of about a thousand nodes, from a snapshot to bytes.</summary>
internal static class YangBenchmarks
{
    private const int Nodes = 1000;

    private static readonly HealthPropagation Propagation = new(new PropagationOptions { AgentId = "bench" });

    public static void Run()
    {
        var graph = Graph();
        var snapshot = Snapshot(graph);
        var types = Types(graph);
        var bytes = Write(snapshot, types);
        Figure.Print("yang.nodes", snapshot.Nodes.Count, "nodes");
        Figure.Print("yang.datastore.size", bytes / 1024.0, "KiB");
        Figure.Print("yang.datastore.tree", Figure.Median(() => AssuranceJson.Datastore(snapshot, types)).TotalMilliseconds, "ms");
        Figure.Print("yang.datastore", Figure.Median(() => Write(snapshot, types)).TotalMilliseconds, "ms");
        Figure.Print("yang.datastore.allocated", Figure.Allocated(() => Write(snapshot, types), 5) / 1024, "KiB");
        Figure.Print("yang.configuration", Figure.Median(() => AssuranceJson.Configuration(graph.Nodes.Values, types, SampleNetwork.Time).ToJsonString()).TotalMilliseconds, "ms");
    }

    // As many whole services as fit, so that the graph is closed under dependencies.
    private static AssuranceGraph Graph()
    {
        var network = new SampleNetwork(0);
        var graph = AssuranceGraph.Empty;
        for (var number = 0; graph.Nodes.Count < Nodes; number++)
        {
            graph = graph.Apply(new([.. network.Service(number)], []), SampleNetwork.Time).Graph;
        }

        return graph;
    }

    private static AssuranceSnapshot Snapshot(AssuranceGraph graph)
    {
        var statuses = Propagation.Evaluate(graph, SampleNetwork.OwnOf, _ => null, SampleNetwork.Time).Statuses;
        return new AssuranceSnapshot
        {
            GraphLastChange = SampleNetwork.Time,
            Nodes = [.. graph.Nodes.Values.Select(node => new SnapshotNode(node, statuses[node.Id].Score, statuses[node.Id].Symptoms, SampleNetwork.Time))],
            Glossary = [.. graph.Nodes.Keys.Select(id => id.Type).Distinct().Select(type => new GlossaryEntry("bench", $"bench/{type}.degraded", "It is degraded"))],
            Time = SampleNetwork.Time,
        };
    }

    private static SubserviceTypeCatalog Types(AssuranceGraph graph) => new(graph.Nodes.Values
        .Where(node => !node.Id.IsServiceInstance)
        .DistinctBy(node => node.Id.Type)
        .Select(node => new SubserviceTypeMapping(node.Id.Type, "raa-bench", $"{node.Id.Type}-type", $"{node.Id.Type}-parameters", [.. node.Parameters.Keys])));

    private static int Write(AssuranceSnapshot snapshot, SubserviceTypeCatalog types)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            AssuranceJson.Datastore(snapshot, types).WriteTo(writer);
        }

        return (int)stream.Length;
    }
}
