using RouterAlertAssurance.Agent.Subservices;
using RouterAlertAssurance.Model.Health;

namespace RouterAlertAssurance.Agent.Tests.Subservices;

public sealed class SymptomDifferenceTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(SymptomKind.MissingInput, true)]
    [InlineData(SymptomKind.Own, false)]
    public void Between_OtherText_TellsOfAnInputMissingForAnotherReasonOnly(SymptomKind kind, bool isTold) =>
        SymptomDifference.Between(Status(kind, "one reason"), Status(kind, "another"), Start.AddMinutes(1)).Any().ShouldBe(isTold);

    [Fact]
    public void Between_SameText_TellsNothing() =>
        SymptomDifference.Between(Status(SymptomKind.MissingInput, "one"), Status(SymptomKind.MissingInput, "one"), Start.AddMinutes(1)).ShouldBeEmpty();

    private static HealthStatus Status(SymptomKind kind, string text) => new(
        HealthScore.Broken,
        HealthScore.Broken,
        PassedUpRange.Of(0),
        1,
        [new Symptom { Id = "test/thing.x", AgentId = "pe1", Weight = 100, Text = text, Start = Start, Kind = kind }],
        []);
}
