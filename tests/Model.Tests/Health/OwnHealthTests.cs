using RouterAlertAssurance.Model.Health;
using RouterAlertAssurance.Model.Tests.Support;

namespace RouterAlertAssurance.Model.Tests.Health;

public sealed class OwnHealthTests
{
    [Fact]
    public void New_UnknownWithoutMissingInput_IsRefused() =>
        Should.Throw<ArgumentException>(() => new OwnHealth([Build.Symptom("s/x", 50)], false, 0));

    [Fact]
    public void New_SameSymptomTwice_KeepsTheLatestOccurrence()
    {
        var first = Build.Symptom("s/x", 50, 1) with { Stop = Network.Now };
        var second = Build.Symptom("s/x", 50, 9);

        new OwnHealth([first, second], true, 1).Symptoms.ShouldBe([second]);
    }

    [Theory]
    [InlineData(0, false, 100)]
    [InlineData(1, false, 99)]
    [InlineData(99, false, 1)]
    [InlineData(100, false, 1)]
    [InlineData(5, true, 0)]
    [InlineData(0, true, 100)]
    public void Evaluate_OneSymptom_OwnScoreHasFloor1And0OnlyIfBroken(int weight, bool broken, int expected) =>
        StatusOf(Build.Own(Build.Symptom("s/x", weight) with { Broken = broken })).Own.Value.ShouldBe(expected);

    [Fact]
    public void Evaluate_SeveralSymptoms_OwnScoreSubtractsTheSum() =>
        StatusOf(Build.Own(Build.Symptom("s/x", 30), Build.Symptom("s/y", 25), Build.Symptom("s/z", 50) with { Stop = Network.Now })).Score.Value.ShouldBe(45);

    [Fact]
    public void Evaluate_LocalSymptom_CountsInTheNodeButNotAbove()
    {
        var status = StatusOf(Build.Own(Build.Symptom("s/x", 30) with { Local = true }));

        status.Score.Value.ShouldBe(70);
        status.PassedUp.ShouldBe(PassedUpRange.Healthy);
    }

    [Fact]
    public void Evaluate_RequiredInputMissing_OwnScoreIsUnknownWhateverElseIsKnown()
    {
        var missing = Build.Missing().Symptoms[0];
        var status = StatusOf(new([missing, Build.Symptom("s/x", 30)], false, 0.5));

        status.Own.ShouldBe(HealthScore.Unknown);
        status.Score.ShouldBe(HealthScore.Unknown);
        status.PassedUp.ShouldBe(PassedUpRange.Unknown);
        status.Coverage.ShouldBe(0.5);
    }

    [Fact]
    public void NewStatus_ScoreBelow100WithoutSymptom_IsRefused() =>
        Should.Throw<ArgumentException>(() => new HealthStatus(new(99), new(99), PassedUpRange.Of(99), 1, [], []));

    private static HealthStatus StatusOf(OwnHealth own) =>
        Build.NetworkOf(Build.Graph(Build.Node("a")), ("a", own)).Evaluate().Statuses[Build.Id("a")];
}
