using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Health;
using RouterAlertAssurance.Model.Tests.Support;

namespace RouterAlertAssurance.Model.Tests.Health;

public sealed class TransformTests
{
    [Fact]
    public void Evaluate_SoftenedEdge_CountsHalf()
    {
        var statuses = Softened(Build.Own(Build.Symptom("s/x", 60))).Evaluate().Statuses;

        statuses[Build.Id("b")].Score.Value.ShouldBe(40);
        statuses[Build.Id("a")].Score.Value.ShouldBe(70);
        var inherited = statuses[Build.Id("a")].Symptoms.ShouldHaveSingleItem();
        (inherited.Weight, inherited.Gain, inherited.Cost).ShouldBe((30, 30, 30));
        inherited.Text.ShouldBe("thing[b] is at 40 of 100");
        statuses[Build.Id("a")].Causes.ShouldHaveSingleItem().Symptom.Id.ShouldBe("s/x");
    }

    [Fact]
    public void Evaluate_UnknownBehindASoftenedEdge_NarrowsTheRangeAndStaysUnknown()
    {
        var status = Softened(Build.Missing()).Evaluate().Statuses[Build.Id("a")];

        status.Score.ShouldBe(HealthScore.Unknown);
        status.PassedUp.ShouldBe(new PassedUpRange(50, 100));
        status.Symptoms.ShouldHaveSingleItem().Weight.ShouldBe(50);
    }

    [Fact]
    public void Evaluate_LossTheTransformForgives_ShowsNothing()
    {
        var graph = Build.Graph(Build.Node("a", Build.Through("b", "0:0 90:100 100:100")), Build.Node("b"));

        var status = Build.NetworkOf(graph, ("b", Build.Own(Build.Symptom("s/x", 10)))).Evaluate().Statuses[Build.Id("a")];

        status.Score.ShouldBe(HealthScore.Healthy);
        status.Symptoms.ShouldBeEmpty();
        status.Causes.ShouldBeEmpty();
    }

    [Fact]
    public void Evaluate_SharpenedEdge_CountsMore()
    {
        var graph = Build.Graph(Build.Node("a", Build.Through("b", "0:0 90:0 100:100")), Build.Node("b"));

        var status = Build.NetworkOf(graph, ("b", Build.Own(Build.Symptom("s/x", 5)))).Evaluate().Statuses[Build.Id("a")];

        status.Score.Value.ShouldBe(50);
        status.Symptoms.ShouldHaveSingleItem().Weight.ShouldBe(50);
    }

    [Fact]
    public void Evaluate_WeightedGroupWithSharedDependency_TransformsEachPartOfItsMember()
    {
        var top = Build.Node("top", Build.Through("left", "0:50 100:100", "group"), Build.On("right", "group")) with { Groups = [new("group", GroupCombination.Weighted)] };
        var graph = Build.Graph(top, Build.Node("left", Build.On("device")), Build.Node("right", Build.On("device")), Build.Node("device"));
        var network = Build.NetworkOf(graph, ("device", Build.Own(Build.Symptom("s/device", 40))), ("left", Build.Own(Build.Symptom("s/left", 80))));

        // The private mean is (60 + 100) / 2 = 80; the device, at 60 over the plain edge, counts once.
        network.Evaluate().Statuses[Build.Id("top")].Score.Value.ShouldBe(60);
        network.With(Build.Id("device"), OwnHealth.Healthy).Evaluate().Statuses[Build.Id("top")].Score.Value.ShouldBe(80);
    }

    [Fact]
    public void Evaluate_MaintenanceThatTheTransformForgives_MarksNobody()
    {
        var graph = Build.Graph(Build.Node("a", Build.Through("b", "0:100 100:100")), Build.Node("b") with { Maintenance = new("noc") });

        Build.NetworkOf(graph).Evaluate().Statuses[Build.Id("a")].Symptoms.ShouldBeEmpty();
    }

    private static Network Softened(OwnHealth own) =>
        Build.NetworkOf(Build.Graph(Build.Node("a", Build.Through("b", "0:50 100:100")), Build.Node("b")), ("b", own));
}
