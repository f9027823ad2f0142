using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.WebUi.Components.Shared;

namespace RouterAlertAssurance.WebUi.Tests.Shared;

public sealed class TextTests
{
    [Theory]
    [InlineData("interface", "pe1/to-p1", "subservices/interface/pe1/to-p1")]
    [InlineData("ecmp", "pe1/10.0.0.0%2F31", "subservices/ecmp/pe1/10.0.0.0%252F31")]
    [InlineData("gateway", "h?1/fd00::1#x", "subservices/gateway/h%3F1/fd00%3A%3A1%23x")]
    [InlineData("service-instance", "tunnel/blue", "services/tunnel/blue")]
    public void Subservice_Address_EscapesEveryPart(string type, string id, string address) =>
        Links.Subservice(new SubserviceReference(type, id)).ShouldBe(address);

    [Theory]
    [InlineData("http://127.0.0.1/subservices/interface/pe1/to-p1?x=1#content", "interface", "pe1/to-p1")]
    [InlineData("/subservices/ecmp/pe1/10.0.0.0%252F31", "ecmp", "pe1/10.0.0.0%2F31")]
    [InlineData("/subservices/ecmp/pe1%2F10.0.0.0%252F31", "ecmp", "pe1/10.0.0.0%2F31")]
    public void SubserviceIn_Address_IsWhatItWasMadeOf(string address, string type, string id) =>
        Links.SubserviceIn(address).ShouldBe(new SubserviceReference(type, id));

    [Fact]
    public void SubserviceIn_OtherAddress_IsNull() => Links.SubserviceIn("/devices/pe1").ShouldBeNull();

    [Theory]
    [InlineData("https://runbooks.example/base#loss", true)]
    [InlineData("http://runbooks.example/base", true)]
    [InlineData("docs/runbooks/base.md#loss", false)]
    [InlineData("/runbooks/base", false)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("data:text/html,x", false)]
    [InlineData("", false)]
    public void IsWeb_TextOfAPackage_IsALinkOnlyWithHttp(string text, bool expected) => Links.IsWeb(text).ShouldBe(expected);

    [Fact]
    public void ServiceGraph_NodeAndTime_AreQueryParameters()
    {
        Links.ServiceGraph("tunnel", "blue", "link|a/b", "-10m").ShouldBe("services/tunnel/blue?at=-10m&node=link%7Ca%2Fb");
        Links.ServiceGraph("tunnel", "blue", null, null).ShouldBe("services/tunnel/blue");
    }

    [Theory]
    [InlineData(-1, "unknown", "unknown")]
    [InlineData(0, "bad", "broken")]
    [InlineData(39, "bad", "degraded")]
    [InlineData(40, "warn", "degraded")]
    [InlineData(99, "warn", "degraded")]
    [InlineData(100, "good", "healthy")]
    public void Tone_OfScore_HasClassAndWord(int score, string tone, string word) => (Tone.Of(score), Tone.Word(score)).ShouldBe((tone, word));

    [Theory]
    [InlineData(null, 0, true)]
    [InlineData("not healthy", -1, true)]
    [InlineData("not healthy", 40, true)]
    [InlineData("not healthy", 100, false)]
    [InlineData("not healthy", Tone.InMaintenance, false)]
    [InlineData("in maintenance", Tone.InMaintenance, true)]
    [InlineData("unknown", Tone.InMaintenance, false)]
    public void Matches_WordAndScore_Result(string? word, int score, bool matches) => Tone.Matches(word, score).ShouldBe(matches);

    [Fact]
    public void Timeline_UnknownScore_IsAGapAndLastsUntilTheNext()
    {
        var from = DateTimeOffset.UnixEpoch;
        var content = TimelineContent.Of(new HealthHistory
        {
            From = from.AddSeconds(10),
            To = from.AddSeconds(40),
            Scores = [new ScorePoint(from, 100, 1), new ScorePoint(from.AddSeconds(20), -1, 0), new ScorePoint(from.AddSeconds(30), 60, 1)],
            Graphs = [new GraphInterval(1, from, null, [], []), new GraphInterval(2, from.AddSeconds(25), null, [], [])],
        });

        content.Points.ShouldBe([[10_000, 100], [20_000, null], [30_000, 60], [40_000, 60]]);
        content.Bands.ShouldBe([new TimelineBand(20_000, 30_000, "unknown"), new TimelineBand(30_000, 40_000, "warn")]);
        content.Marks.ShouldBe([25_000]);
    }
}
