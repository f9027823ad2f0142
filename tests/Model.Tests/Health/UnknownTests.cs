using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Health;
using RouterAlertAssurance.Model.Tests.Support;

namespace RouterAlertAssurance.Model.Tests.Health;

public sealed class UnknownTests
{
    [Fact]
    public void Evaluate_UnknownBesideHealthy_IsUnknownAndSaysWhichInputIsMissing()
    {
        var status = TwoMembers(GroupCombination.All, 0).Evaluate().Statuses[Build.Id("top")];

        status.Score.ShouldBe(HealthScore.Unknown);
        var symptom = status.Symptoms.ShouldHaveSingleItem();
        symptom.Id.ShouldBe("dependency/thing/dark");
        symptom.Weight.ShouldBe(100);
        symptom.Text.ShouldContain("thing[dark]: missing/input");
        status.Causes.ShouldHaveSingleItem().Symptom.Kind.ShouldBe(SymptomKind.MissingInput);
    }

    [Fact]
    public void Evaluate_UnknownBesideDegraded_IsDegradedWhateverTheUnknownIs()
    {
        var status = TwoMembers(GroupCombination.All, 40).Evaluate().Statuses[Build.Id("top")];

        status.Score.Value.ShouldBe(60);
        status.PassedUp.ShouldBe(new(0, 60));
        status.Symptoms.Select(symptom => symptom.Dependency).ShouldBe([Build.Id("dark"), Build.Id("lit")]);
    }

    [Fact]
    public void Evaluate_UnknownMadeUpForByAnother_Is100()
    {
        var status = TwoMembers(GroupCombination.Any, 0).Evaluate().Statuses[Build.Id("top")];

        status.Score.ShouldBe(HealthScore.Healthy);
        status.Coverage.ShouldBe(0);
    }

    [Fact]
    public void Evaluate_UnknownOrDegradedSuffices_IsUnknown()
    {
        var status = TwoMembers(GroupCombination.Any, 40).Evaluate().Statuses[Build.Id("top")];

        status.Score.ShouldBe(HealthScore.Unknown);
        status.PassedUp.ShouldBe(new(60, 100));
    }

    [Fact]
    public void Evaluate_OptionalInputMissingWithAWeight_CostsItsWeight()
    {
        var optional = new OwnHealth([Build.Missing().Symptoms[0] with { Weight = 20 }], true, 0.5);

        var status = Build.NetworkOf(Build.Graph(Build.Node("a")), ("a", optional)).Evaluate().Statuses[Build.Id("a")];

        status.Score.Value.ShouldBe(80);
        var symptom = status.Symptoms.ShouldHaveSingleItem();
        (symptom.Gain, symptom.Cost).ShouldBe((20, 20));
    }

    private static Network TwoMembers(GroupCombination combination, int weight) => Build.NetworkOf(
        Build.Graph(Build.Node("top", combination, 1, "dark", "lit"), Build.Node("dark"), Build.Node("lit")),
        ("dark", Build.Missing()),
        ("lit", weight == 0 ? OwnHealth.Healthy : Build.Own(Build.Symptom("s/lit", weight))));
}
