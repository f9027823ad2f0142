using System.Net;
using RouterAlertAssurance.Agent.Sources.RouterAlertProbe;
using RouterAlertAssurance.Agent.Tests.Support;
using RouterAlertAssurance.Probes;
using RouterAlertAssurance.Probes.Locating;
using RouterAlertAssurance.Probes.Verdicts;

namespace RouterAlertAssurance.Agent.Tests.Sources.RouterAlertProbe;

public sealed class KnownPlacesTests
{
    private static readonly DateTimeOffset Now = new(2026, 12, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Fill_TheSameVerdict_KeepsThePlace()
    {
        var before = Outcome(Result(ProbeVerdict.Dropped, QuotedOption.Silent));

        KnownPlaces.Fill([Result(ProbeVerdict.Dropped)], before).ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(result => result.Hop.ShouldBe("192.0.2.9"), result => result.Detail.ShouldBe("figures; behind 192.0.2.9"));
        KnownPlaces.Fill([Result(ProbeVerdict.Carried)], before).ShouldHaveSingleItem().Hop.ShouldBe("");
    }

    [Fact]
    public void Fill_VerdictThatThePlaceDecided_StaysWhatItWas() =>
        KnownPlaces.Fill([Result(ProbeVerdict.Dropped)], Outcome(Result(ProbeVerdict.StrippedBroken, QuotedOption.Broken))).ShouldHaveSingleItem().Verdict.ShouldBe(ProbeVerdict.StrippedBroken);

    [Fact]
    public void AreDue_NothingLostOrLongAgo_IsTrue()
    {
        var task = ProbeTasks.Task();

        KnownPlaces.AreDue(task, before: null, Now).ShouldBeTrue();
        KnownPlaces.AreDue(task, Outcome(Result(ProbeVerdict.Carried)), Now).ShouldBeTrue();
        KnownPlaces.AreDue(task, Outcome(Result(ProbeVerdict.Dropped, QuotedOption.Silent)), Now.AddSeconds(59)).ShouldBeFalse();
        KnownPlaces.AreDue(task, Outcome(Result(ProbeVerdict.Dropped, QuotedOption.Silent)), Now.AddSeconds(60)).ShouldBeTrue();
    }

    private static ProbeOutcome Outcome(ProbeResult result) => new(ProbeTasks.Task(), [result], Now, Located: Now);

    private static ProbeResult Result(ProbeVerdict verdict, QuotedOption? change = null) => new(
        ProbeProtocol.Udp,
        verdict,
        null,
        null,
        new(new(30, 30), new(30, 0)),
        null,
        change is { } seen ? new ProbeLocation([], IPAddress.Parse("192.0.2.9"), null, seen, "behind 192.0.2.9") : null,
        "figures",
        Now);
}
