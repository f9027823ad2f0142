using RouterAlertAssurance.Model.Analysis;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Tests.Support;

namespace RouterAlertAssurance.Model.Tests.Analysis;

public sealed class AnalysisTests
{
    private static readonly AssuranceGraph Graph = Build.Graph(
        Build.Node("service-1", Build.On("tunnel"), Build.On("leaf")),
        Build.Node("service-2", Build.On("ecmp")),
        Build.Node("service-3", Build.Informed("leaf")),
        Build.Node("tunnel", Build.On("leaf")),
        Build.Node("ecmp", GroupCombination.Any, 1, "leaf", "spare"),
        Build.Node("leaf"),
        Build.Node("spare"));

    [Fact]
    public void RootCauseOf_DegradedService_GivesTheShortestLossyWay()
    {
        var statuses = Faulty().Evaluate().Statuses;

        var cause = RootCause.Of(Graph, statuses, Build.Id("service-1")).ShouldHaveSingleItem();

        cause.Cause.Subservice.ShouldBe(Build.Id("leaf"));
        cause.Path.ShouldBe([Build.Id("service-1"), Build.Id("leaf")]);
    }

    [Fact]
    public void RootCauseOf_FaultHiddenByAGroup_GivesTheWayThroughTheGroup()
    {
        var statuses = Faulty().With(Build.Id("service-2"), Build.Own(Build.Symptom("s/slow", 10, 5))).Evaluate().Statuses;

        RootCause.Of(Graph, statuses, Build.Id("service-2")).ShouldHaveSingleItem().Path
            .ShouldBe([Build.Id("service-2"), Build.Id("ecmp"), Build.Id("leaf")]);
    }

    [Fact]
    public void PathTo_NotBelow_IsEmpty() =>
        RootCause.PathTo(Graph, Faulty().Evaluate().Statuses, Build.Id("leaf"), Build.Id("service-1")).ShouldBeEmpty();

    [Fact]
    public void RootCauseOf_AnyNetwork_WaysFollowImpactingEdgesToTheCause() => RandomNetworks.Hold(RandomNetworks.WithMaintenance, network =>
    {
        var statuses = network.Evaluate().Statuses;
        foreach (var id in statuses.Keys)
        {
            foreach (var (cause, path) in RootCause.Of(network.Graph, statuses, id))
            {
                (path[0], path[^1]).ShouldBe((id, cause.Subservice));
                path.Zip(path.Skip(1)).ShouldAllBe(step => network.Graph.Nodes[step.First].ImpactingTargets.Contains(step.Second));
            }
        }
    });

    [Fact]
    public void HurtServices_FaultyLeaf_AreThoseThatLosePoints()
    {
        var statuses = Faulty().Evaluate().Statuses;

        Impact.HurtServices(Graph, statuses, Build.Id("leaf")).ShouldBe([Build.Id("service-1")]);
        Impact.HurtServices(Graph, statuses, Build.Id("spare")).ShouldBeEmpty();
    }

    [Fact]
    public void HurtServices_HiddenFaultThatExplainsASymptom_CountsToo()
    {
        var statuses = Faulty().With(Build.Id("service-2"), Build.Own(Build.Symptom("s/slow", 10, 5))).Evaluate().Statuses;

        Impact.HurtServices(Graph, statuses, Build.Id("leaf")).ShouldBe([Build.Id("service-1"), Build.Id("service-2")]);
    }

    [Fact]
    public void DependentServices_Leaf_AreAllAboveByImpactingEdges() =>
        Impact.DependentServices(Graph, Build.Id("leaf")).ShouldBe([Build.Id("service-1"), Build.Id("service-2")]);

    [Fact]
    public void HurtServices_AnyNetwork_HaveTheFaultAmongTheirCauses() => RandomNetworks.Hold(RandomNetworks.Any, network =>
    {
        var statuses = network.Evaluate().Statuses;
        foreach (var service in network.Graph.ServiceInstances)
        {
            foreach (var cause in statuses[service].Causes)
            {
                Impact.HurtServices(network.Graph, statuses, cause.Subservice).ShouldContain(service);
            }
        }
    });

    private static Network Faulty() => Build.NetworkOf(Graph, ("leaf", Build.Own(Build.Symptom("s/down", 100, 3) with { Broken = true })));
}
