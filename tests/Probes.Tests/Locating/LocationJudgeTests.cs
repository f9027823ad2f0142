using System.Net;
using RouterAlertAssurance.Probes.Locating;

namespace RouterAlertAssurance.Probes.Tests.Locating;

public sealed class LocationJudgeTests
{
    private static readonly IPAddress R1 = IPAddress.Parse("192.0.2.1");
    private static readonly IPAddress R2 = IPAddress.Parse("192.0.2.2");
    private static readonly IPAddress R3 = IPAddress.Parse("192.0.2.3");
    private static readonly IPAddress Other = IPAddress.Parse("192.0.2.99");

    [Fact]
    public void Judge_RouterQuotesItChanged_IsThere() =>
        Place(Intact(1, R1), new(2, R2, R2, QuotedOption.Changed), new(3, R3, R3, QuotedOption.Changed)).ShouldBe(
            (R1, R2, QuotedOption.Changed, "192.0.2.1 (hop 1) still quotes the option; 192.0.2.2 (hop 2) quotes the header without it"));

    [Fact]
    public void Judge_RouterQuotesAWrongChecksum_IsBrokenThere() =>
        Place(Intact(1, R1), new(2, R2, R2, QuotedOption.Broken), new(3, R3, null, QuotedOption.Silent)).ShouldBe(
            (R1, R2, QuotedOption.Broken, "192.0.2.1 (hop 1) still quotes the option; 192.0.2.2 (hop 2) quotes the header without it and with a wrong checksum"));

    [Fact]
    public void Judge_RouterAnswersWithoutTheOptionOnly_IsNext() =>
        Place(Intact(1, R1), new(2, R2, null, QuotedOption.Silent), new(3, R3, null, QuotedOption.Silent)).ShouldBe(
            (R1, R2, QuotedOption.Silent, "192.0.2.1 (hop 1) still quotes the option; 192.0.2.2 (hop 2) answers packets without it only"));

    [Fact]
    public void Judge_FirstRouterIsSilent_HasNobodyBeforeIt() =>
        Place(new(1, R1, null, QuotedOption.Silent), new(2, R2, null, QuotedOption.Silent)).ShouldBe(
            (null, R1, QuotedOption.Silent, "no router quotes the option; 192.0.2.1 (hop 1) answers packets without it only"));

    [Fact]
    public void Judge_RouterInBetweenAnswersNobody_IsPassedOver() =>
        Place(Intact(1, R1), new(2, null, null, QuotedOption.Silent), Intact(3, R3)).ShouldBe(
            (R3, null, QuotedOption.Intact, "every router on the way quotes the option, the last is 192.0.2.3: what happens, happens behind it"));

    [Fact]
    public void Judge_NobodyAnswersBehind_SaysSo() =>
        Place(Intact(1, R1), new(2, null, null, QuotedOption.Silent)).ShouldBe(
            (R1, null, QuotedOption.Silent, "192.0.2.1 (hop 1) still quotes the option; the routers from hop 2 on do not answer, with the option or without"));

    [Fact]
    public void Judge_AnotherWay_SaysWhereItBegins() =>
        Place(Intact(1, R1), new(2, R2, Other, QuotedOption.Intact)).Detail.ShouldEndWith("packets with the option take another way: hop 2 is 192.0.2.99, without the option 192.0.2.2");

    [Fact]
    public void Judge_NoRouter_SaysSo() => Place().ShouldBe((null, null, QuotedOption.Intact, "there is no router on the way"));

    private static ProbeHop Intact(int number, IPAddress router) => new(number, router, router, QuotedOption.Intact);

    private static (IPAddress? Last, IPAddress? First, QuotedOption Change, string Detail) Place(params ProbeHop[] hops) =>
        LocationJudge.Judge(hops) is var location ? (location.LastIntact, location.FirstWithout, location.Change, location.Detail) : default;
}
