using RouterAlertAssurance.Heuristics.Packages;

namespace RouterAlertAssurance.Heuristics.Tests.Packages;

public sealed class DeviceConditionTests
{
    [Theory]
    [InlineData("linux", "linux", true)]
    [InlineData("linux", "Linux", false)]
    [InlineData("linux", null, false)]
    [InlineData("*", "x", true)]
    [InlineData("*", "", false)]
    [InlineData("!", null, true)]
    [InlineData("!", "x", false)]
    [InlineData(">=5.10 <7", "6.1.0-18-amd64", true)]
    [InlineData(">=5.10 <7", "5.10.216", true)]
    [InlineData(">=5.10 <7", "5.9.1", false)]
    [InlineData(">=5.10 <7", "7.0", false)]
    [InlineData(">=5.10 <7", "unknown", false)]
    [InlineData(">=5.10 <7", null, false)]
    [InlineData("6.1", "6.1.0", false)]
    public void Holds_Condition_ComparesTheCharacteristic(string condition, string? value, bool expected)
    {
        DeviceCondition.TryParse(condition, out var parsed).ShouldBeTrue();
        parsed.Holds(value).ShouldBe(expected);
    }

    [Fact]
    public void Holds_ListOfConditions_NeedsOneOfThem()
    {
        var parsed = DeviceCondition.AnyOf(new[] { "mx204", "!", ">=20" }.Select(Parse));

        parsed.Holds("mx204").ShouldBeTrue();
        parsed.Holds(null).ShouldBeTrue();
        parsed.Holds("21.4R3").ShouldBeTrue();
        parsed.Holds("mx104").ShouldBeFalse();
        parsed.ToString().ShouldBe("mx204 or ! or >=20");
    }

    [Theory]
    [InlineData(">=")]
    [InlineData("<five")]
    public void TryParse_BadRange_IsRefused(string text) => DeviceCondition.TryParse(text, out _).ShouldBeFalse();

    private static DeviceCondition Parse(string text)
    {
        DeviceCondition.TryParse(text, out var condition).ShouldBeTrue(text);
        return condition;
    }
}
