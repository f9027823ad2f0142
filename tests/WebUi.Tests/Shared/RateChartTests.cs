using RouterAlertAssurance.Contracts.RouterAlert;
using RouterAlertAssurance.WebUi.Clients;
using RouterAlertAssurance.WebUi.Components.Pages.RouterAlert;

namespace RouterAlertAssurance.WebUi.Tests.Shared;

/// <summary>How polls become the lines of the chart of rates.</summary>
public sealed class RateChartTests
{
    private static readonly DateTimeOffset Start = new(2026, 12, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void History_OfPolls_SumsDevicesAndForgetsTheOldest()
    {
        var history = new RateHistory();
        for (var poll = 1; poll <= RateHistory.Length + 5; poll++)
        {
            history.Add([Router("pe1", poll), Router("pe2", 1000)], Start.AddSeconds(5 * poll));
        }

        history.Add([Router("pe2", 1000)], Start.AddSeconds(5 * (RateHistory.Length + 6)));

        var rates = history.Lines(["pe1", "pe2"]).ShouldHaveSingleItem().Rates;
        (rates.Count, history.Times.Count).ShouldBe((RateHistory.Length, RateHistory.Length));
        (rates[0], rates[^2], rates[^1]).ShouldBe((1007, 1065, 1000));
        history.Lines(["pe1"]).ShouldHaveSingleItem().Now.ShouldBe(0);
        history.Lines(["pe9"]).ShouldBeEmpty();
    }

    [Fact]
    public void History_NotSeenForLong_BeginsAnew()
    {
        var history = new RateHistory();
        history.Add([Router("pe1", 7)], Start);
        history.Add([Router("pe1", 8)], Start.AddHours(1));
        history.Add([Router("pe1", 9)], Start.AddHours(1).AddSeconds(5));

        history.Times.ShouldBe([Start.AddHours(1), Start.AddHours(1).AddSeconds(5)]);
        history.Lines(["pe1"]).ShouldHaveSingleItem().Rates.ShouldBe([8, 9]);
    }

    [Fact]
    public void Most_OfManyLines_PutsTheRestTogether()
    {
        var lines = RateLine.Most([new("other", [1, 1]), new("udp", [3, 0]), new("rsvp", [5, 9]), new("igmp", [4, 4]), new("mld", [0, 2])], most: 2);

        lines.Select(line => line.Protocol).ShouldBe(["rsvp", "igmp", "other"]);
        lines[^1].Rates.ShouldBe([4, 3]);
        RateLine.Most([new("udp", [3, 0])], most: 2).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            line => line.Now.ShouldBe(0), line => line.Highest.ShouldBe(3), line => line.Mean.ShouldBe(1.5));
        RateLine.Most([], most: 2).ShouldBeEmpty();
    }

    [Fact]
    public void Content_WithATimeThatNobodySaw_HasAGapThere()
    {
        DateTimeOffset[] times = [Start, Start.AddSeconds(5), Start.AddSeconds(95)];

        var content = RateContent.Of([(new RateLine("protocol-253", [1, 2, 3]), 4)], times);

        (content.To - content.From).ShouldBe(95_000);
        var line = content.Series.ShouldHaveSingleItem();
        (line.Name, line.Place).ShouldBe(("protocol 253", 4));
        line.Points.Select(point => point[1]).ShouldBe([1, 2, null, 3]);
    }

    [Fact]
    public void Content_OfAPageJustOpened_IsOfAMinute()
    {
        var content = RateContent.Of([], [Start, Start.AddSeconds(5)]);

        (content.To - content.From).ShouldBe(60_000);
    }

    private static RouterView Router(string device, double rate) => new(device, Fetched.Of(new RouterAlertDocument
    {
        Traffic = new RouterAlertTrafficDocument(
            DateTimeOffset.UnixEpoch, 0, [new RouterAlertRate("a", "ipv4", "rsvp", 0, 1, rate / 2), new RouterAlertRate("b", "ipv6", "rsvp", 1, 1, rate / 2), new RouterAlertRate("b", "ipv4", "igmp", 0, 1, 0)], [], []),
    }));
}
