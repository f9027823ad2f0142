using System.Collections.Immutable;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Subservices;
using RouterAlertAssurance.Model.Tests.Support;

namespace RouterAlertAssurance.Model.Tests.Graphs;

public sealed class GraphEditPropertyTests
{
    private static readonly string[] Names = ["a", "b", "c", "d", "e", "f", "g", "service-1", "service-2"];

    [Fact]
    public void Apply_RandomEdits_AcceptedExactlyWhenTheResultIsSound() => ForEditSequences((graph, edit, result) =>
    {
        var expected = graph.Nodes.ToDictionary(pair => pair.Key, pair => pair.Value);
        foreach (var id in edit.Removals)
        {
            expected.Remove(id);
        }

        foreach (var node in edit.Upserts)
        {
            expected[node.Id] = node;
        }

        result.IsAccepted.ShouldBe(IsSound(expected.Values) && !edit.Upserts.Any(node => edit.Removals.Contains(node.Id)));
        if (result.IsAccepted)
        {
            result.Graph.Nodes.Keys.ShouldBe(expected.Keys.Order());
            result.Graph.Nodes.Values.ShouldAllBe(node => node.HasSameContentAs(expected[node.Id]));
        }
    });

    [Fact]
    public void Apply_RandomEdits_KeepsIndexesOrderAndTimes() => ForEditSequences((before, _, result) =>
    {
        var graph = result.Graph;
        var edges = graph.Nodes.Values.SelectMany(node => node.Dependencies.Select(edge => (From: node.Id, edge.Target))).ToList();
        foreach (var id in Names.Select(Build.Id))
        {
            graph.DependentsOf(id).ShouldBe(edges.Where(edge => edge.Target == id).Select(edge => edge.From).Order());
        }

        var order = graph.TopologicalOrder().ToList();
        order.Order().ShouldBe(graph.Nodes.Keys);
        edges.ShouldAllBe(edge => order.IndexOf(edge.Target) < order.IndexOf(edge.From));
        graph.Nodes.Values.ShouldAllBe(node => node.LastChange <= graph.LastChange);
        graph.Version.ShouldBe(before.Version + (result.HasChanges ? 1 : 0));
    });

    [Fact]
    public void Apply_Refused_LeavesTheGraphAndNamesARealLoop() => ForEditSequences((before, edit, result) =>
    {
        if (!result.IsAccepted)
        {
            result.Graph.ShouldBeSameAs(before);
        }

        foreach (var refusal in result.Refusals.Where(refusal => refusal.Kind == GraphRefusalKind.Cycle))
        {
            var loop = refusal.Others;
            loop.Distinct().Count().ShouldBe(loop.Length);
            for (var at = 0; at < loop.Length; at++)
            {
                var node = edit.Upserts.LastOrDefault(node => node.Id == loop[at]) ?? before.Nodes[loop[at]];
                node.Dependencies.ShouldContain(edge => edge.Target == loop[(at + 1) % loop.Length]);
            }

            refusal.Text.ShouldContain(string.Join(" → ", loop.Append(loop[0])));
        }
    });

    [Fact]
    public void Apply_OldVersions_StayAsTheyWere()
    {
        var seen = new List<(AssuranceGraph Graph, ImmutableArray<AssuranceNode> Nodes)>();

        ForEditSequences((_, _, result) => seen.Add((result.Graph, [.. result.Graph.Nodes.Values])), 30);

        seen.ShouldAllBe(version => version.Graph.Nodes.Values.SequenceEqual(version.Nodes));
    }

    [Fact]
    public void Difference_BetweenAnyTwo_TurnsOneIntoTheOther() => RandomNetworks.Hold(RandomNetworks.Seeds, seed =>
    {
        var random = new Random(seed);
        var from = RandomNetworks.Create(random, unknown: false, maintenance: true).Graph;
        var to = RandomNetworks.Create(random, unknown: false, maintenance: true).Graph;

        var result = from.Apply(AssuranceGraph.Difference(from, to), Network.Now);

        result.Refusals.ShouldBeEmpty();
        AssuranceGraph.Difference(result.Graph, to).IsEmpty.ShouldBeTrue();
        result.Graph.Nodes.Keys.ShouldBe(to.Nodes.Keys);
    });

    [Fact]
    public void ClosureOfAndAncestorsOf_AnyNode_HoldExactlyWhatIsBelowAndAbove() => RandomNetworks.Hold(RandomNetworks.Any, network =>
    {
        var graph = network.Graph;
        foreach (var id in graph.Nodes.Keys)
        {
            graph.ClosureOf([id]).Order().ShouldBe(Below(graph, id).Append(id).Distinct().Order());
            graph.AncestorsOf([id]).Order().ShouldBe(graph.Nodes.Keys.Where(other => Below(graph, other).Contains(id)).Order());
            graph.AncestorsOf([id]).ShouldBe(graph.AncestorsOf([id]).OrderBy(graph.ClosureOf([.. graph.AncestorsOf([id])]).ToList().IndexOf));
        }
    }, 150);

    private static void ForEditSequences(Action<AssuranceGraph, GraphEdit, GraphEditResult> property, int tests = 200) =>
        RandomNetworks.Hold(RandomNetworks.Seeds, seed =>
        {
            var random = new Random(seed);
            var graph = AssuranceGraph.Empty;
            for (var step = 0; step < 12; step++)
            {
                var edit = RandomEdit(random, graph);
                var result = graph.Apply(edit, Network.Epoch.AddSeconds(random.Next(100)));
                property(graph, edit, result);
                graph = result.Graph;
            }
        }, tests);

    // Targets are mostly existing nodes and seldom repeated, so that many edits are sound, and many close loops.
    private static GraphEdit RandomEdit(Random random, AssuranceGraph graph)
    {
        var known = graph.Nodes.Keys.Select(id => id.Id).ToArray();
        var names = Names.OrderBy(_ => random.Next()).Take(random.Next(1, 4)).ToArray();
        var reachable = known.Concat(names).Distinct().ToArray();
        var upserts = names.Select(name => RandomNetworks.Node(random, name, [.. (random.Next(8) == 0 ? Names : reachable).OrderBy(_ => random.Next()).Take(2)], maintenance: true));
        var removals = graph.Nodes.Keys.Where(_ => random.Next(10) == 0);
        return new([.. upserts], [.. removals]);
    }

    private static bool IsSound(IEnumerable<AssuranceNode> nodes)
    {
        var open = nodes.ToDictionary(node => node.Id, node => node.Dependencies.Select(edge => edge.Target).ToHashSet());
        while (open.FirstOrDefault(node => node.Value.Count == 0) is { Value: not null } free)
        {
            open.Remove(free.Key);
            foreach (var targets in open.Values)
            {
                targets.Remove(free.Key);
            }
        }

        return open.Count == 0;
    }

    private static IEnumerable<SubserviceId> Below(AssuranceGraph graph, SubserviceId id) =>
        graph.Nodes[id].Dependencies.SelectMany(edge => Below(graph, edge.Target).Append(edge.Target));
}
