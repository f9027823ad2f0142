using RouterAlertAssurance.Cli.Replay;
using RouterAlertAssurance.Heuristics.Loading;

namespace RouterAlertAssurance.Cli.Tests.Replay;

public sealed class WarmUpTests
{
    private static readonly DateTimeOffset From = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("max(x over 30 min) > 1", "1800 + 10 + 20")]
    [InlineData("x > 1", "0 + 10 + 20")]
    [InlineData("max(x over 24 h) > 1", "7200")]
    public void Of_Package_IsItsLongestWindowRaiseAfterAndStalenessWithinTheLimit(string when, string seconds) =>
        Of(when).Length.TotalSeconds.ShouldBe(seconds.Split(" + ").Sum(double.Parse));

    [Fact]
    public void TextOf_RecordThatReachesBack_SaysSinceWhen() =>
        Of("max(x over 30 min) > 1").TextOf(From, From.AddMinutes(-30.4)).ShouldBe("from 2026-01-01 11:29:30Z on, as far as the package looks back");

    [Fact]
    public void TextOf_RecordThatDoesNotReachBack_SaysSo() => Of("max(x over 30 min) > 1").TextOf(From, From.AddMinutes(-5)).ShouldBe(
        "from 2026-01-01 11:29:30Z on, as far as the package looks back; the record begins at 2026-01-01 11:55:00Z only, so functions over time may give less than they did");

    [Fact]
    public void TextOf_PackageThatLooksBackTooFar_SaysSo() => Of("max(x over 24 h) > 1").TextOf(From, From.AddHours(-3)).ShouldBe(
        "from 2026-01-01 10:00:00Z on, though the package looks back 24 h: no more than 2 h is read");

    private static WarmUp Of(string when)
    {
        var change = PackageCatalog.Empty.Replace([("p.yaml", $$$"""
            package: house
            version: 1.0.0
            revision: 2026-01-31
            metrics:
              x: {type: number, staleness: 20s, parameters: [device], implementations: [{name: a, source: s, read: r}]}
            subservices:
              door:
                description: A door.
                label: Door {device}
                owner: device
                parameters: [{name: device, type: device, description: The door.}]
                inputs: {x: {metric: x}}
                symptoms:
                  - {name: open, when: {{{when}}}, weight: 30, raise-after: 10s, text: open, description: A door is open.}
            """)]);
        change.Errors.ShouldBeEmpty(string.Join('\n', change.Errors));
        return WarmUp.Of(change.Catalog);
    }
}
