using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Health;
using RouterAlertAssurance.Model.Tests.Support;

namespace RouterAlertAssurance.Model.Tests.Health;

public sealed class GroupTests
{
    [Theory]
    [InlineData(GroupCombination.All, 1, 20)]
    [InlineData(GroupCombination.Any, 1, 90)]
    [InlineData(GroupCombination.AtLeast, 2, 50)]
    [InlineData(GroupCombination.AtLeast, 3, 20)]
    [InlineData(GroupCombination.AtLeast, 4, 20)]
    [InlineData(GroupCombination.Weighted, 1, 53)]
    public void Evaluate_MembersAt90And50And20_CombinesAsTheGroupSays(GroupCombination combination, int minimum, int expected)
    {
        var statuses = ThreeMembers(combination, minimum).Evaluate().Statuses;

        statuses[Build.Id("top")].Score.Value.ShouldBe(expected);
    }

    [Theory]
    [InlineData(GroupCombination.All, new[] { 30, 0, 0 }, new[] { 80, 50, 10 })]
    [InlineData(GroupCombination.Any, new[] { 10, 10, 10 }, new[] { 0, 0, 0 })]
    [InlineData(GroupCombination.AtLeast, new[] { 40, 40, 0 }, new[] { 0, 0, 0 })]
    [InlineData(GroupCombination.Weighted, new[] { 27, 17, 3 }, new[] { 27, 17, 4 })]
    public void Evaluate_MembersAt20And50And90_GainAndCostOfEachEdge(GroupCombination combination, int[] gains, int[] costs)
    {
        var symptoms = ThreeMembers(combination, 2).Evaluate().Statuses[Build.Id("top")].Symptoms;

        symptoms.Select(symptom => symptom.Weight).ShouldBe([80, 50, 10]);
        symptoms.Select(symptom => symptom.Gain).ShouldBe(gains);
        symptoms.Select(symptom => symptom.Cost).ShouldBe(costs);
    }

    [Fact]
    public void Evaluate_WeightedGroupWithSharedDependency_AppliesItOnceByMinimum()
    {
        var graph = Build.Graph(
            Build.Node("top", GroupCombination.Weighted, 1, "left", "right", "third"),
            Build.Node("left", Build.On("device")),
            Build.Node("right", Build.On("device")),
            Build.Node("third"),
            Build.Node("device"));
        var network = Build.NetworkOf(graph, ("device", Build.Own(Build.Symptom("s/device", 40))), ("left", Build.Own(Build.Symptom("s/left", 60))));

        // The mean without the device is (40 + 100 + 100) / 3 = 80; the device, at 60, counts once.
        network.Evaluate().Statuses[Build.Id("top")].Score.Value.ShouldBe(60);
        network.With(Build.Id("device"), OwnHealth.Healthy).Evaluate().Statuses[Build.Id("top")].Score.Value.ShouldBe(80);
    }

    [Fact]
    public void Evaluate_SharedDependencyHiddenInEveryMember_TakesNothing()
    {
        var graph = Build.Graph(
            Build.Node("top", GroupCombination.Weighted, 1, "left", "right"),
            Build.Node("left", GroupCombination.Any, 1, "shared", "spare"),
            Build.Node("right", GroupCombination.Any, 1, "shared", "spare"),
            Build.Node("shared"),
            Build.Node("spare"));
        var network = Build.NetworkOf(graph, ("shared", Build.Own(Build.Symptom("s/down", 100) with { Broken = true })));

        network.Evaluate().Statuses[Build.Id("top")].Score.Value.ShouldBe(100);
    }

    [Fact]
    public void Evaluate_LossHiddenByTheGroup_ShowsNoInheritedSymptom()
    {
        var graph = Build.Graph(Build.Node("top", GroupCombination.Any, 1, "left", "right"), Build.Node("left"), Build.Node("right"));
        var network = Build.NetworkOf(graph, ("left", Build.Own(Build.Symptom("s/down", 100) with { Broken = true })));

        var status = network.Evaluate().Statuses[Build.Id("top")];

        status.Score.ShouldBe(HealthScore.Healthy);
        status.Symptoms.ShouldBeEmpty();
        status.Causes.ShouldBeEmpty();
    }

    private static Network ThreeMembers(GroupCombination combination, int minimum) => Build.NetworkOf(
        Build.Graph(Build.Node("top", combination, minimum, "x", "y", "z"), Build.Node("x"), Build.Node("y"), Build.Node("z")),
        ("x", Build.Own(Build.Symptom("s/x", 10))),
        ("y", Build.Own(Build.Symptom("s/y", 50))),
        ("z", Build.Own(Build.Symptom("s/z", 80))));
}
