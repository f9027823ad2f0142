using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Health;
using RouterAlertAssurance.Model.Tests.Support;

namespace RouterAlertAssurance.Model.Tests.Health;

public sealed class MaintenanceTests
{
    private static readonly MaintenanceWindow Window = new("noc", Network.Now.AddMinutes(-1), Network.Now.AddMinutes(1));

    [Fact]
    public void Evaluate_UnderMaintenance_ShowsUnknownAndTheSingleSymptom()
    {
        var status = Chain().Evaluate().Statuses[Build.Id("middle")];

        status.Score.ShouldBe(HealthScore.Unknown);
        var symptom = status.Symptoms.ShouldHaveSingleItem();
        (symptom.Id, symptom.Text, symptom.Kind).ShouldBe((SymptomIds.UnderMaintenance, "Under Maintenance", SymptomKind.Maintenance));
        symptom.Start.ShouldBe(Window.Start!.Value);
        status.Causes.ShouldBeEmpty();
    }

    [Fact]
    public void Evaluate_ParentThatItWouldLower_TakesItAsHealthyAndIsMarked()
    {
        var statuses = Chain().Evaluate().Statuses;

        foreach (var parent in new[] { "service-1", "upper" })
        {
            statuses[Build.Id(parent)].Score.ShouldBe(HealthScore.Healthy);
            var mark = statuses[Build.Id(parent)].Symptoms.ShouldHaveSingleItem();
            (mark.Id, mark.Weight, mark.IsPrimary).ShouldBe((SymptomIds.AffectedByMaintenance, 0, false));
        }
    }

    [Fact]
    public void Evaluate_DependencyOfTheMaintained_StillCountsForOthers()
    {
        var statuses = Chain().Evaluate().Statuses;

        statuses[Build.Id("leaf")].Score.Value.ShouldBe(50);
        statuses[Build.Id("service-2")].Score.Value.ShouldBe(50);
    }

    [Fact]
    public void Evaluate_ParentThatItWouldNotLower_IsNotMarked()
    {
        var graph = Build.Graph(Build.Node("top", GroupCombination.Any, 1, "left", "right"), Build.Node("left") with { Maintenance = Window }, Build.Node("right"));

        var status = Build.NetworkOf(graph).Evaluate().Statuses[Build.Id("top")];

        status.Score.ShouldBe(HealthScore.Healthy);
        status.Symptoms.ShouldBeEmpty();
    }

    [Fact]
    public void Evaluate_RedundancyLostToMaintenance_TakesItAsHealthyAndIsMarked()
    {
        var graph = Build.Graph(Build.Node("top", GroupCombination.Any, 1, "left", "right"), Build.Node("left") with { Maintenance = Window }, Build.Node("right"));

        var status = Build.NetworkOf(graph, ("right", Build.Own(Build.Symptom("s/x", 70)))).Evaluate().Statuses[Build.Id("top")];

        status.Score.ShouldBe(HealthScore.Healthy);
        status.Symptoms.ShouldContain(symptom => symptom.Id == SymptomIds.AffectedByMaintenance);
    }

    // By its edge the maintained is worth 50 to the group however broken it is, so nothing about it lowers the parent, and leaving it out would.
    [Fact]
    public void Evaluate_EdgeKeepsTheMaintainedUp_CountsAsOnItsWorstDayAndIsNotMarked()
    {
        var top = Build.Node("top", Build.Through("left", "0:50 100:100", "group"), Build.On("right", "group")) with { Groups = [new("group", GroupCombination.Any, 1)] };
        var graph = Build.Graph(top, Build.Node("left") with { Maintenance = Window }, Build.Node("right"));

        var status = Build.NetworkOf(graph, ("right", Build.Own(Build.Symptom("s/x", 90))), ("top", Build.Own(Build.Symptom("s/y", 60)))).Evaluate().Statuses[Build.Id("top")];

        status.Score.Value.ShouldBe(40);
        status.Symptoms.ShouldNotContain(symptom => symptom.Id == SymptomIds.AffectedByMaintenance);
    }

    [Fact]
    public void Evaluate_AnyNetwork_MarkedExactlyWhenTheMaintainedAtZeroWouldLowerIt() => RandomNetworks.Hold(RandomNetworks.WithMaintenance, network =>
    {
        var maintained = network.Graph.Nodes.Values.Where(node => node.Maintenance is not null).ToList();
        var broken = network with
        {
            Graph = network.Graph.Apply(new([.. maintained.Select(node => node with { Maintenance = null, Dependencies = [], Groups = [] })], []), Network.Now).Graph,
            Own = network.Own.SetItems(maintained.Select(node => KeyValuePair.Create(node.Id, Build.Own(Build.Symptom("s/down", 100) with { Broken = true })))),
        };
        var naive = new NaiveEvaluator(broken);
        foreach (var (id, status) in network.Evaluate().Statuses.Where(pair => network.Graph.Nodes[pair.Key].Maintenance is null))
        {
            var marked = status.Symptoms.Any(symptom => symptom.Id == SymptomIds.AffectedByMaintenance);
            marked.ShouldBe(naive.Shown(id) != new NaiveEvaluator(network).Shown(id), id.ToString());
        }
    });

    [Fact]
    public void Evaluate_MaintainedNodeNobodyReports_LeavesItsParentsHealthy()
    {
        var network = Chain();

        var statuses = Network.Propagation.Evaluate(network.Graph, id => id == Build.Id("middle") ? null : network.Own[id], _ => null, Network.Now).Statuses;

        statuses[Build.Id("middle")].Symptoms.ShouldHaveSingleItem().Kind.ShouldBe(SymptomKind.Maintenance);
        statuses[Build.Id("upper")].Score.ShouldBe(HealthScore.Healthy);
    }

    [Fact]
    public void Update_MaintenanceEnds_SymptomsComeBackWithTheStartTheyHad()
    {
        var network = Chain();
        var before = network.Evaluate(now: Window.Start!.Value.AddSeconds(-30));
        var during = Network.Propagation.Update(before, network.Graph, [], id => network.Own[id], _ => null, Network.Now);

        var after = Network.Propagation.Update(during, network.Graph, [], id => network.Own[id], _ => null, Window.End!.Value);

        during.Statuses[Build.Id("middle")].Score.ShouldBe(HealthScore.Unknown);
        var symptoms = after.Statuses[Build.Id("middle")].Symptoms.ToDictionary(symptom => symptom.Id);
        symptoms["dependency/thing/leaf"].Start.ShouldBe(Window.Start!.Value.AddSeconds(-30));
        symptoms["dependency/thing/leaf"].IsActive.ShouldBeTrue();
        symptoms[SymptomIds.UnderMaintenance].Stop.ShouldBe(Window.End);
        after.Statuses[Build.Id("service-1")].Score.Value.ShouldBe(50);
    }

    // service-1 on upper on middle (under maintenance) on leaf (degraded), and service-2 on leaf.
    private static Network Chain() => Build.NetworkOf(
        Build.Graph(
            Build.Node("service-1", Build.On("upper")),
            Build.Node("upper", Build.On("middle")),
            Build.Node("middle", Build.On("leaf")) with { Maintenance = Window },
            Build.Node("leaf"),
            Build.Node("service-2", Build.On("leaf"))),
        ("leaf", Build.Own(Build.Symptom("s/leaf", 50))));
}
