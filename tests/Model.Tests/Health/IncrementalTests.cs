using System.Collections.Immutable;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Health;
using RouterAlertAssurance.Model.Subservices;
using RouterAlertAssurance.Model.Tests.Support;

namespace RouterAlertAssurance.Model.Tests.Health;

public sealed class IncrementalTests
{
    [Fact]
    public void Update_RandomChanges_EqualsEvaluate() => RandomNetworks.Hold(RandomNetworks.Seeds, seed =>
    {
        var random = new Random(seed);
        var network = RandomNetworks.Create(random, unknown: true, maintenance: true);
        var own = network.Own.ToImmutableSortedDictionary(pair => pair.Key, pair => (OwnHealth?)pair.Value);
        var reports = ImmutableSortedDictionary<SubserviceId, HealthStatus>.Empty;
        var graph = network.Graph;
        var now = Network.Now;
        var updated = Network.Propagation.Evaluate(graph, id => own.GetValueOrDefault(id), id => reports.GetValueOrDefault(id), now);
        for (var step = 0; step < 6; step++)
        {
            now += TimeSpan.FromSeconds(random.Next(30));
            var changed = graph.Nodes.Keys.Where(_ => random.Next(3) == 0).ToList();
            foreach (var id in changed)
            {
                // A third of the nodes change hands: their owner's report is taken, or there is none.
                reports = random.Next(2) == 0 ? reports.Remove(id) : reports.SetItem(id, updated.Statuses[id]);
                own = own.SetItem(id, random.Next(3) == 0 ? null : RandomNetworks.Own(random, unknown: true));
            }

            graph = Edit(random, graph, now);
            var full = Network.Propagation.Evaluate(graph, id => own.GetValueOrDefault(id), id => reports.GetValueOrDefault(id), now, updated);
            updated = Network.Propagation.Update(updated, graph, changed, id => own.GetValueOrDefault(id), id => reports.GetValueOrDefault(id), now);
            AssertSame(updated, full);
        }
    }, 150);

    [Fact]
    public void Update_LargerNetwork_EqualsEvaluate() => RandomNetworks.Hold(RandomNetworks.Seeds, seed =>
    {
        // Many layers over few faults: most of what changes is hidden somewhere on its way up.
        var random = new Random(seed);
        var network = RandomNetworks.Create(random, unknown: true, maintenance: true, maximum: 60);
        var own = network.Own.ToDictionary(pair => pair.Key, pair => random.Next(3) == 0 ? pair.Value : OwnHealth.Healthy);
        var reports = new Dictionary<SubserviceId, HealthStatus>();
        var (graph, now) = (network.Graph, Network.Now);
        var updated = Network.Propagation.Evaluate(graph, Own, Report, now);
        List<SubserviceId> awaited = [];
        for (var step = 0; step < 12; step++)
        {
            now += TimeSpan.FromSeconds(random.Next(15));
            List<SubserviceId> changed = [.. awaited, .. graph.Nodes.Keys.Where(_ => random.Next(20) == 0)];
            foreach (var id in changed)
            {
                own[id] = random.Next(2) == 0 ? OwnHealth.Healthy : RandomNetworks.Own(random, unknown: true);
                reports.Remove(id);
                if (random.Next(5) == 0 && updated.Statuses.TryGetValue(id, out var status))
                {
                    own.Remove(id);
                    reports[id] = status;
                }
            }

            awaited = [.. changed.Where(id => !own.ContainsKey(id) && random.Next(2) == 0)];
            graph = random.Next(3) == 0 ? Edit(random, graph, now) : graph;
            var full = Network.Propagation.Evaluate(graph, Own, Report, now, updated, awaited);
            updated = Network.Propagation.Update(updated, graph, changed, Own, Report, now, awaited);
            AssertSame(updated, full);
        }

        OwnHealth? Own(SubserviceId id) => own.TryGetValue(id, out var health) ? health : id.Id.StartsWith("extra", StringComparison.Ordinal) ? OwnHealth.Healthy : null;

        HealthStatus? Report(SubserviceId id) => reports.GetValueOrDefault(id);
    }, 300);

    [Fact]
    public void Update_NothingChanged_KeepsEveryStatus()
    {
        var network = Build.NetworkOf(Build.Graph(Build.Node("a", Build.On("b")), Build.Node("b")), ("b", Build.Own(Build.Symptom("s/x", 30))));
        var before = network.Evaluate();

        var after = Network.Propagation.Update(before, network.Graph, [], id => network.Own[id], _ => null, Network.Now.AddHours(1));

        after.Changed.ShouldBeEmpty();
        after.Statuses[Build.Id("a")].ShouldBeSameAs(before.Statuses[Build.Id("a")]);
    }

    [Fact]
    public void Update_ChangedLeaf_EvaluatesOnlyItAndWhatIsAbove()
    {
        var network = Build.NetworkOf(Build.Graph(Build.Node("top", Build.On("left"), Build.On("right")), Build.Node("left"), Build.Node("right", Build.On("leaf")), Build.Node("leaf")));
        var before = network.Evaluate();
        var asked = new List<SubserviceId>();

        var after = Network.Propagation.Update(before, network.Graph, [Build.Id("right")], Ask, _ => null, Network.Now);

        asked.ShouldBe([Build.Id("right"), Build.Id("top")]);
        after.Statuses[Build.Id("top")].Score.Value.ShouldBe(60);
        after.Changed.ShouldBe([Build.Id("right"), Build.Id("top")]);

        OwnHealth Ask(SubserviceId id)
        {
            asked.Add(id);
            return id == Build.Id("right") ? Build.Own(Build.Symptom("s/x", 40)) : OwnHealth.Healthy;
        }
    }

    [Fact]
    public void Update_HiddenFaultBelowANewEdge_ExplainsTheSymptomAbove()
    {
        var graph = Build.Graph(Build.Node("top", Build.On("middle")), Build.Node("middle"), Build.Node("left"), Build.Node("right"));
        var own = new Dictionary<SubserviceId, OwnHealth> { [Build.Id("top")] = Build.Own(Build.Symptom("s/top", 10, 20)) };
        var before = Network.Propagation.Evaluate(graph, Own, _ => null, Network.Now);

        var edited = graph.Apply(new([Build.Node("middle", GroupCombination.Any, 1, "left", "right")], []), Network.Now).Graph;
        var redundant = Network.Propagation.Update(before, edited, [], Own, _ => null, Network.Now);
        own[Build.Id("left")] = Build.Own(Build.Symptom("s/left", 30, 10));
        var after = Network.Propagation.Update(redundant, edited, [Build.Id("left")], Own, _ => null, Network.Now);

        after.Statuses[Build.Id("middle")].Score.ShouldBe(HealthScore.Healthy);
        after.Statuses[Build.Id("top")].Causes.ShouldHaveSingleItem().Subservice.ShouldBe(Build.Id("left"));

        OwnHealth Own(SubserviceId id) => own.GetValueOrDefault(id, OwnHealth.Healthy);
    }

    private static void AssertSame(HealthSnapshot updated, HealthSnapshot full)
    {
        updated.Statuses.Keys.ShouldBe(full.Statuses.Keys);
        updated.Statuses.Count.ShouldBe(full.Statuses.Count);
        foreach (var (id, status) in full.Statuses)
        {
            updated.Statuses[id].ShouldBe(status, id.ToString());
        }

        updated.Changed.ShouldBe(full.Changed);
        updated.Removed.ShouldBe(full.Removed);
    }

    private static AssuranceGraph Edit(Random random, AssuranceGraph graph, DateTimeOffset now)
    {
        var order = graph.TopologicalOrder();
        var index = random.Next(order.Count);
        var below = order.Take(index).Select(id => id.Id).ToArray();
        var result = random.Next(4) switch
        {
            0 => graph.Apply(new([RandomNetworks.Node(random, order[index].Id, below, maintenance: true)], []), now),
            1 => graph.Apply(new([], [order[^1]]), now),
            2 => graph.Apply(new([RandomNetworks.Node(random, $"extra-{now.Ticks}", below, maintenance: true)], []), now),
            _ => graph.Apply(new([graph.Nodes[order[index]] with { Maintenance = new("noc", now.AddSeconds(-10), now.AddSeconds(random.Next(40))) }], []), now),
        };
        return result.Graph.Nodes.Count == 0 ? graph : result.Graph;
    }
}
