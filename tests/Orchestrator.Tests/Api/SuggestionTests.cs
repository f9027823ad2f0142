using RouterAlertAssurance.Orchestrator.Api;

namespace RouterAlertAssurance.Orchestrator.Tests.Api;

public sealed class SuggestionTests
{
    [Theory]
    [InlineData("devcie1", "; did you mean 'device1'?")]
    [InlineData("DEVICE1", "; did you mean 'device1'?")]
    [InlineData("interface", "")]
    [InlineData("", "")]
    public void For_WrongName_GivesTheNearestOrNothing(string wrong, string expected) =>
        Suggestion.For(wrong, ["device1", "address1"]).ShouldBe(expected);

    [Fact]
    public void For_VeryLongName_GivesNothing() => Suggestion.For(new string('a', 100_000), [new string('a', 99_999)]).ShouldBe("");
}
