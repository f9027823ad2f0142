using System.Collections.Immutable;
using RouterAlertAssurance.Model.Health;
using RouterAlertAssurance.Model.Subservices;
using RouterAlertAssurance.Model.Tests.Support;

namespace RouterAlertAssurance.Model.Tests.Health;

public sealed class ShadowTests
{
    [Fact]
    public void Evaluate_SplitOverTwoAgents_GivesWhatOneAgentWouldGive() => RandomNetworks.Hold(RandomNetworks.WithMaintenance, network =>
    {
        var whole = network.Evaluate();
        var random = new Random(network.Graph.Nodes.Count);
        var elsewhere = network.Graph.Nodes.Keys.Where(_ => random.Next(2) == 0).ToHashSet();

        var part = Network.Propagation.Evaluate(
            network.Graph,
            id => elsewhere.Contains(id) ? null : network.Own[id],
            id => whole.Statuses[id],
            Network.Now);

        foreach (var (id, status) in whole.Statuses)
        {
            part.Statuses[id].Score.ShouldBe(status.Score, id.ToString());
            part.Statuses[id].PassedUp.ShouldBe(status.PassedUp, id.ToString());
            part.Statuses[id].Coverage.ShouldBe(status.Coverage);
        }
    });

    [Fact]
    public void Evaluate_UnknownShadowInAWeightedGroupWithSharedDependency_StaysUnknown()
    {
        var network = Build.NetworkOf(
            Build.Graph(
                Build.Node("top", Model.Graphs.GroupCombination.Weighted, 1, "left", "right"),
                Build.Node("left", Build.On("device")),
                Build.Node("right", Build.On("device")),
                Build.Node("device")),
            ("left", Build.Missing()));
        var whole = network.Evaluate().Statuses;

        var part = Network.Propagation.Evaluate(network.Graph, id => id == Build.Id("left") ? null : network.Own[id], id => whole[id], Network.Now);

        part.Statuses[Build.Id("top")].PassedUp.ShouldBe(new(50, 100));
    }

    [Fact]
    public void Evaluate_ShadowReported_IsTakenAsItIs()
    {
        var report = Degraded();

        var statuses = Evaluate(id => id == Build.Id("far") ? report : null).Statuses;

        statuses[Build.Id("far")].ShouldBeSameAs(report);
        statuses[Build.Id("near")].Score.Value.ShouldBe(70);
        statuses[Build.Id("near")].Causes.ShouldHaveSingleItem().Subservice.ShouldBe(Build.Id("leaf"));
    }

    [Fact]
    public void Evaluate_OwnSymptomAboveAShadow_IsExplainedByTheReportedCauses()
    {
        var near = Build.Own(Build.Symptom("s/near", 10, 2));

        var status = Evaluate(id => id == Build.Id("far") ? Degraded() : null, near).Statuses[Build.Id("near")];

        status.Symptoms.Single(symptom => symptom.Id == "s/near").IsPrimary.ShouldBeFalse();
        status.Causes.ShouldHaveSingleItem().Subservice.ShouldBe(Build.Id("leaf"));
    }

    [Fact]
    public void Evaluate_OwnSymptomAboveAHealthyShadow_IsPrimaryThoughNobodyReportsTheLeaf()
    {
        var healthy = new HealthStatus(HealthScore.Healthy, HealthScore.Healthy, PassedUpRange.Healthy, 1, [], []);

        var status = Evaluate(id => id == Build.Id("far") ? healthy : null, Build.Own(Build.Symptom("s/near", 10, 599))).Statuses[Build.Id("near")];

        status.Symptoms.ShouldHaveSingleItem().IsPrimary.ShouldBeTrue();
    }

    [Fact]
    public void Evaluate_NothingReported_IsUnknownWithAMissingInputSinceItBegan()
    {
        var first = Evaluate(_ => null);
        var second = Evaluate(_ => null, previous: first, now: Network.Now.AddMinutes(5));

        var status = second.Statuses[Build.Id("far")];
        status.Score.ShouldBe(HealthScore.Unknown);
        status.Coverage.ShouldBe(0);
        var symptom = status.Symptoms.ShouldHaveSingleItem();
        (symptom.Id, symptom.Kind, symptom.Start).ShouldBe((SymptomIds.NoReport, SymptomKind.MissingInput, Network.Now));
        second.Statuses[Build.Id("near")].Score.ShouldBe(HealthScore.Unknown);
    }

    [Fact]
    public void Evaluate_OwnHealthComesBack_NoReportIsListedAsStopped()
    {
        var dark = Evaluate(_ => null);

        var symptoms = Network.Propagation.Evaluate(Graph(), _ => OwnHealth.Healthy, _ => null, Network.Now.AddMinutes(1), dark).Statuses[Build.Id("far")].Symptoms;

        symptoms.ShouldHaveSingleItem().Stop.ShouldBe(Network.Now.AddMinutes(1));
    }

    [Fact]
    public void Evaluate_OwnerIsKnown_NoReportNamesIt()
    {
        var propagation = new HealthPropagation(new PropagationOptions { AgentId = "tester", OwnerOf = static _ => "p1" });

        var status = propagation.Evaluate(Graph(), _ => null, _ => null, Network.Now).Statuses[Build.Id("far")];

        status.Symptoms.Single(symptom => symptom.Id == SymptomIds.NoReport).Text.ShouldBe("No report from agent p1, which owns this node");
    }

    [Fact]
    public void Evaluate_FirstReportAwaited_NewNodesAboveHaveNoStatusYet()
    {
        var statuses = Network.Propagation.Evaluate(Graph(), Near, _ => null, Network.Now, awaited: [Build.Id("far")]).Statuses;

        statuses.Keys.ShouldBe([Build.Id("leaf")]);
    }

    [Fact]
    public void Update_FirstReportAwaited_NodesAboveKeepTheirStatusUntilItCame()
    {
        var before = Evaluate(id => id == Build.Id("far") ? Degraded() : null);

        var held = Network.Propagation.Update(before, Graph(), [.. Graph().Nodes.Keys], Near, _ => null, Network.Now.AddSeconds(1), [Build.Id("far")]);
        var after = Network.Propagation.Update(held, Graph(), [Build.Id("far")], Near, id => id == Build.Id("far") ? Degraded() : null, Network.Now.AddSeconds(2));

        held.Changed.ShouldBeEmpty();
        held.Statuses[Build.Id("near")].ShouldBeSameAs(before.Statuses[Build.Id("near")]);
        after.Changed.ShouldBeEmpty();
    }

    [Fact]
    public void Update_AwaitedInVain_IsUnknownWithASymptom()
    {
        var held = Network.Propagation.Evaluate(Graph(), Near, _ => null, Network.Now, awaited: [Build.Id("far")]);

        var status = Network.Propagation.Update(held, Graph(), [Build.Id("far")], Near, _ => null, Network.Now.AddSeconds(15)).Statuses[Build.Id("near")];

        status.Score.ShouldBe(HealthScore.Unknown);
        status.Causes.ShouldHaveSingleItem().Symptom.Id.ShouldBe(SymptomIds.NoReport);
    }

    [Fact]
    public void Evaluate_AwaitedAfterARestart_InheritedSymptomKeepsItsStart()
    {
        var earlier = Evaluate(id => id == Build.Id("far") ? Degraded() : null);
        var restored = HealthSnapshot.Restore(Graph(), new Dictionary<SubserviceId, HealthStatus> { [Build.Id("near")] = earlier.Statuses[Build.Id("near")] });

        var held = Network.Propagation.Update(restored, Graph(), [], Near, _ => null, Network.Now.AddMinutes(1), [Build.Id("far")]);
        var after = Network.Propagation.Update(
            held, Graph(), [Build.Id("far")], Near, id => id == Build.Id("far") ? Degraded() : null, Network.Now.AddMinutes(2));

        held.Statuses[Build.Id("near")].ShouldBeSameAs(earlier.Statuses[Build.Id("near")]);
        after.Statuses[Build.Id("near")].Symptoms.ShouldHaveSingleItem().Start.ShouldBe(Network.Now);
    }

    [Fact]
    public void Evaluate_AwaitedNodeIsEvaluatedHere_IsNotWaitedFor()
    {
        var statuses = Network.Propagation.Evaluate(Graph(), _ => OwnHealth.Healthy, _ => null, Network.Now, awaited: [Build.Id("far")]).Statuses;

        statuses.Count.ShouldBe(3);
    }

    private static OwnHealth? Near(SubserviceId id) => id == Build.Id("near") ? OwnHealth.Healthy : null;

    private static Model.Graphs.AssuranceGraph Graph() =>
        Build.Graph(Build.Node("near", Build.On("far")), Build.Node("far", Build.On("leaf")), Build.Node("leaf"));

    private static HealthSnapshot Evaluate(
        Func<SubserviceId, HealthStatus?> shadow,
        OwnHealth? near = null,
        HealthSnapshot? previous = null,
        DateTimeOffset? now = null) =>
        Network.Propagation.Evaluate(Graph(), id => id == Build.Id("near") ? near ?? OwnHealth.Healthy : null, shadow, now ?? Network.Now, previous);

    private static HealthStatus Degraded()
    {
        ImmutableArray<Symptom> symptoms = [Build.Symptom("dependency/thing/leaf", 30, 1) with { Kind = SymptomKind.Inherited, Dependency = Build.Id("leaf"), IsPrimary = false }];
        return new(new(70), HealthScore.Healthy, PassedUpRange.Of(70), 1, symptoms, [new(Build.Id("leaf"), Build.Symptom("s/leaf", 30, 1))]);
    }
}
