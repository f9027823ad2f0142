using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Subservices;
using RouterAlertAssurance.Model.Tests.Support;

namespace RouterAlertAssurance.Model.Tests.Graphs;

public sealed class SubgraphMergeTests
{
    [Fact]
    public void Merge_OneServiceGoes_NothingThatAnotherNeedsGoesWithIt() => RandomNetworks.Hold(RandomNetworks.Any, network =>
    {
        var subgraphs = network.Graph.ServiceInstances.ToDictionary(service => service, service => Subgraph(network.Graph, [service]));
        var all = SubgraphMerge.Merge(subgraphs.Values);
        all.Refusals.ShouldBeEmpty();
        foreach (var gone in subgraphs.Keys)
        {
            var rest = subgraphs.Where(pair => pair.Key != gone).ToList();
            var edit = AssuranceGraph.Difference(all.Graph, SubgraphMerge.Merge(rest.Select(pair => pair.Value)).Graph);

            var result = all.Graph.Apply(edit, Network.Now);

            result.Refusals.ShouldBeEmpty();
            result.Graph.Nodes.Keys.ShouldBe(rest.SelectMany(pair => pair.Value).Select(node => node.Id).Distinct().Order());
            edit.Upserts.ShouldBeEmpty();
        }
    });

    [Fact]
    public void Replace_RandomServices_EqualsMergingAnew() => RandomNetworks.Hold(RandomNetworks.Seeds, seed =>
    {
        var random = new Random(seed);
        var services = Enumerable.Range(0, 4).Select(_ => new List<AssuranceNode>()).ToArray();
        var (union, graph) = (SubgraphUnion.Empty, AssuranceGraph.Empty);
        for (var step = 0; step < 12; step++)
        {
            var service = random.Next(services.Length);
            var after = RandomSubgraph(random);
            var change = union.Replace(services[service], after);
            var anew = SubgraphMerge.Merge([.. services.Index().Where(other => other.Index != service).Select(other => other.Item), after]);
            var result = graph.Apply(change.Edit, Network.Now);
            (change.IsAccepted && result.IsAccepted).ShouldBe(anew.IsAccepted);
            if (!anew.IsAccepted)
            {
                continue;
            }

            (union, graph, services[service]) = (change.Union, result.Graph, after);
            AssuranceGraph.Difference(graph, anew.Graph).IsEmpty.ShouldBeTrue();
            union.UseCounts.ShouldBe(anew.UseCounts);
        }
    });

    [Fact]
    public void Replace_WhatWasNeverPutIn_Throws()
    {
        var union = SubgraphUnion.Empty.Replace([], [Build.Node("a", Build.On("b")), Build.Node("b")]).Union;

        Should.Throw<ArgumentException>(() => union.Replace([Build.Node("c")], []));
        Should.Throw<ArgumentException>(() => union.Replace([Build.Node("b", Build.On("a"))], []));
    }

    [Fact]
    public void Merge_SharedNodes_AreCounted()
    {
        var result = SubgraphMerge.Merge([[Build.Node("service-1", Build.On("a")), Build.Node("a")], [Build.Node("service-2", Build.On("a")), Build.Node("a")]]);

        result.Graph.Nodes.Count.ShouldBe(3);
        result.UseCounts[Build.Id("a")].ShouldBe(2);
        result.UseCounts[Build.Id("service-1")].ShouldBe(1);
    }

    [Fact]
    public void Merge_DifferentDependencies_AreUnited()
    {
        var result = SubgraphMerge.Merge([[Build.Node("a", Build.On("b")), Build.Node("b")], [Build.Node("a", Build.On("c")), Build.Node("c")]]);

        result.Graph.Nodes[Build.Id("a")].Dependencies.ShouldBe([Build.On("b"), Build.On("c")]);
    }

    [Fact]
    public void Merge_DifferentParameters_AreAConflict()
    {
        var result = SubgraphMerge.Merge([[WithParameter("eth0")], [WithParameter("eth1")]]);

        result.Refusals.ShouldHaveSingleItem().Kind.ShouldBe(GraphRefusalKind.Conflict);
        result.Graph.Nodes.ShouldBeEmpty();
    }

    [Fact]
    public void Merge_DifferentGroupsEdgesAndMaintenance_AreConflictsEachNamed()
    {
        var first = Build.Node("a", GroupCombination.Any, 1, "b") with { Maintenance = new("one") };
        var second = Build.Node("a", GroupCombination.All, 1) with { Dependencies = [Build.Informed("b")], Maintenance = new("two") };

        var result = SubgraphMerge.Merge([[first, Build.Node("b")], [second, Build.Node("b")]]);

        result.Refusals.Select(refusal => refusal.Kind).ShouldBe([GraphRefusalKind.Conflict, GraphRefusalKind.Conflict, GraphRefusalKind.Conflict]);
    }

    [Theory]
    [InlineData("0:20 100:100", 1)]
    [InlineData("0:50 100:100", 0)]
    public void Merge_Transforms_AreAConflictWhenTheyDiffer(string other, int conflicts)
    {
        var result = SubgraphMerge.Merge(
            [[Build.Node("a", Build.Through("b", "0:50 100:100")), Build.Node("b")], [Build.Node("a", Build.Through("b", other)), Build.Node("b")]]);

        result.Refusals.Count(refusal => refusal.Kind == GraphRefusalKind.Conflict && refusal.Text.Contains("dependency thing[b]", StringComparison.Ordinal)).ShouldBe(conflicts);
        result.IsAccepted.ShouldBe(conflicts == 0);
    }

    [Fact]
    public void Merge_LoopAcrossServices_IsRefusedWithTheLoop()
    {
        var result = SubgraphMerge.Merge([[Build.Node("a", Build.On("b")), Build.Node("b")], [Build.Node("b", Build.On("a")), Build.Node("a")]]);

        result.Refusals.ShouldHaveSingleItem().Others.ShouldBe([Build.Id("a"), Build.Id("b")]);
    }

    // Nodes depend on those after them, mostly: services that differ in what a node needs, and now and then a conflict or a loop.
    private static List<AssuranceNode> RandomSubgraph(Random random)
    {
        string[] names = [.. new[] { "a", "b", "c", "d", "e" }.Where(_ => random.Next(3) > 0)];
        return [.. names.Select((name, index) => Build.Node(name, [.. names
            .Where((other, at) => other != name && (at > index ? random.Next(2) == 0 : random.Next(40) == 0))
            .Select(other => random.Next(25) == 0 ? Build.Informed(other) : Build.On(other))]))];
    }

    private static AssuranceNode WithParameter(string value)
    {
        var node = Build.Node("a");
        return node with { Parameters = node.Parameters.With([new("interface", value)]) };
    }

    private static List<AssuranceNode> Subgraph(AssuranceGraph graph, SubserviceId[] roots) =>
        [.. graph.ClosureOf(roots).Select(id => graph.Nodes[id])];
}
