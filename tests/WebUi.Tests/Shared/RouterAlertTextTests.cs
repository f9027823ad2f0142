using RouterAlertAssurance.Contracts.RouterAlert;
using RouterAlertAssurance.WebUi.Clients;
using RouterAlertAssurance.WebUi.Components.Pages.RouterAlert;
using RouterAlertAssurance.WebUi.Tests.Fakes;

namespace RouterAlertAssurance.WebUi.Tests.Shared;

/// <summary>How documents about Router Alert become words and figures.</summary>
public sealed class RouterAlertTextTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.04, "< 0.1")]
    [InlineData(2.14, "2.1")]
    [InlineData(50, "50")]
    [InlineData(41870.4, "41\u202f870")]
    public void Rate_OfPackets_IsShort(double rate, string text) => RouterAlertWords.Rate(rate).ShouldBe(text);

    [Theory]
    [InlineData("igmp", "IGMP")]
    [InlineData("icmpv6", "ICMPv6")]
    [InlineData("protocol-253", "protocol 253")]
    [InlineData("other", "others")]
    public void Protocol_Word_IsAsPeopleWriteIt(string word, string text) => RouterAlertWords.Protocol(word).ShouldBe(text);

    [Theory]
    [InlineData("policed", false, "good")]
    [InlineData("policed", true, "warn")]
    [InlineData("queued-policed", false, "neutral")]
    [InlineData("stripped-policed", false, "warn")]
    [InlineData("stripped-broken-policed", false, "bad")]
    [InlineData("dropped", false, "bad")]
    [InlineData("word-of-a-later-version", false, "unknown")]
    public void Treatment_HasATone(string treatment, bool shared, string tone) =>
        RouterAlertWords.Treatment(new RouterAlertPolicyRow("any", "any", "ipv4", "rsvp", treatment, 5, shared, null, "")).Tone.ShouldBe(tone);

    [Fact]
    public void Treatments_And_Verdicts_EachHaveAShapeOfTheirOwn()
    {
        var verdicts = RouterAlertWords.Meanings.Select(meaning => meaning.Judgement).ToList();

        verdicts.DistinctBy(verdict => verdict.Word.Split(' ')[0]).Select(verdict => verdict.Sign).ShouldBeUnique();
        verdicts.Select(verdict => verdict.Word).ShouldBeUnique();
        verdicts.Count.ShouldBe(10);
    }

    [Theory]
    [InlineData("intercepted", false, "bad")]
    [InlineData("intercepted", true, "good")]
    [InlineData("ignored", true, "warn")]
    [InlineData("dropped", false, "bad")]
    [InlineData("word-of-a-later-version", false, "unknown")]
    public void Verdict_HasTheToneOfWhatIsMeant(string word, bool isInterested, string tone)
    {
        var verdict = new TransparencyVerdict("a", "b", "pe2", "ipv4", "rsvp", word, null, "", "", DateTimeOffset.UnixEpoch, isInterested);

        RouterAlertWords.Verdict(verdict).Tone.ShouldBe(tone);
        (RouterAlertWords.Gravity(verdict) < RouterAlertWords.Gravity(verdict with { Verdict = "carried" })).ShouldBeTrue();
    }

    [Fact]
    public void Paths_OfBothFamilies_StandInOneRowTheWorstFirst()
    {
        var paths = TransparencyPath.Of([new RouterView("pe1", Fetched.Of(RouterAlertDocuments.Healthy("pe1")))], protocol: null);

        paths.Select(path => path.Peer).ShouldBe(["p1", "pe2", "p2"]);
        paths[1].Addresses.ShouldBe([("10.255.0.1", "10.255.0.2"), ("fd00::1", "fd00::2")]);
        TransparencyPath.Columns(paths).ShouldBe([("ipv4", "pgm"), ("ipv4", "rsvp"), ("ipv4", "udp"), ("ipv6", "rsvp"), ("ipv6", "udp")]);
    }

    [Fact]
    public void Paths_OfTwoProbesOfTheSame_HaveTheLaterVerdict()
    {
        TransparencyVerdict Verdict(string word, int second) => new("a", "b", "pe2", "ipv4", "rsvp", word, null, "", "", DateTimeOffset.UnixEpoch.AddSeconds(second));
        var document = new RouterAlertDocument { Probes = [Verdict("carried", 9), Verdict("dropped", 3)] };

        var path = TransparencyPath.Of([new RouterView("pe1", Fetched.Of(document))], protocol: null).ShouldHaveSingleItem();

        path.Verdicts[("ipv4", "rsvp")].Verdict.ShouldBe("carried");
    }

    [Fact]
    public void Reason_OfAMissingPart_IsWhatTheDocumentSays()
    {
        new RouterView("pe1", null).Reason.ShouldBe("it is being read");
        new RouterView("pe1", Fetched.Failed<RouterAlertDocument>("away")).Reason.ShouldBe("away");
        new RouterView("pe1", Fetched.Of(RouterAlertDocuments.Unprivileged("pe1"))).Reason.ShouldContain("CAP_NET_RAW");
    }
}
