using FsCheck;
using FsCheck.Fluent;
using RouterAlertAssurance.Probes.Locating;
using RouterAlertAssurance.Probes.Verdicts;

namespace RouterAlertAssurance.Probes.Tests.Verdicts;

public sealed class ProbeJudgeTests
{
    private static readonly KindCounts AllLow = new(30, 30) { TimeToLive = 61 };
    private static readonly KindCounts AllHigh = new(200, 200) { TimeToLive = 61 };

    // Counts that contradict themselves never come from a round, and are not made here.
    private static readonly Gen<KindCounts> Counts =
        from sent in Gen.Choose(0, 200)
        from received in Gen.Choose(0, sent)
        from without in Gen.Choose(0, received)
        from broken in Gen.Choose(0, received - without)
        from after in Gen.Choose(0, received)
        from milliseconds in Gen.Choose(0, 3000)
        from timeToLive in Gen.Choose(1, 64)
        select new KindCounts(sent, received)
        {
            WithoutOption = without,
            BrokenChecksum = broken,
            TimeToLive = received == 0 ? null : timeToLive,
            SentAfterLoss = received == sent ? 0 : sent - 1,
            ReceivedAfterLoss = received == sent ? 0 : after,
            SpanAfterLoss = TimeSpan.FromMilliseconds(milliseconds),
        };

    private static readonly Gen<(RoundCounts Low, RoundCounts High, JudgeContext Context)> Cases =
        from kinds in Counts.ArrayOf(4)
        from interested in ArbMap.Default.GeneratorFor<bool>()
        from tunnelled in ArbMap.Default.GeneratorFor<bool>()
        select (new RoundCounts(kinds[0], kinds[1]), new RoundCounts(kinds[2], kinds[3]), new JudgeContext(interested, tunnelled));

    public static TheoryData<string, KindCounts, KindCounts, bool, bool> Examples() => new()
    {
        { "carried", AllLow, AllHigh, false, false },
        { "tunnelled", AllLow, AllHigh, false, true },
        { "tunnelled", AllLow with { TimeToLive = 63 }, AllHigh, false, false },
        { "ignored", AllLow, AllHigh, true, false },
        { "intercepted", AllLow with { TimeToLive = 62 }, AllHigh, true, false },
        { "dropped", new(30, 0), new(200, 0), false, false },
        { "intercepted", new(30, 0), new(200, 0), true, false },
        { "stripped", AllLow with { WithoutOption = 30 }, AllHigh with { WithoutOption = 200 }, false, false },
        { "stripped-broken", AllLow with { BrokenChecksum = 30 }, AllHigh with { BrokenChecksum = 200 }, false, false },
        { "policed", AllLow, AllHigh with { Received = 189 }, false, false },
        { "policed", AllLow with { WithoutOption = 30 }, AllHigh with { Received = 100, WithoutOption = 100 }, false, false },
        { "stripped-broken", AllLow with { BrokenChecksum = 30 }, AllHigh with { Received = 100, BrokenChecksum = 100 }, false, false },
        { "carried", AllLow, AllHigh with { Received = 190 }, false, false },
    };

    [Theory]
    [MemberData(nameof(Examples))]
    public void Judge_CountsOfTheReference_IsTheVerdict(string verdict, KindCounts low, KindCounts high, bool isInterested, bool isTunnelled) =>
        ProbeJudge.Judge(new(AllLow, low), new(AllHigh, high), new(isInterested, isTunnelled)).Verdict.ToWord().ShouldBe(verdict);

    [Fact]
    public void Judge_ControlIsLostAtTheHighRate_NothingIsPoliced() =>
        ProbeJudge.Judge(new(AllLow, AllLow), new(AllHigh with { Received = 100 }, AllHigh with { Received = 100 }), default).Verdict.ShouldBe(ProbeVerdict.Carried);

    [Fact]
    public void Judge_StripsAndPolices_IsTheWorseOneAndTheOtherIsTold()
    {
        var low = new RoundCounts(AllLow, AllLow with { WithoutOption = 30 });
        var high = new RoundCounts(AllHigh, new(200, 70) { WithoutOption = 70, SentAfterLoss = 180, ReceivedAfterLoss = 54, SpanAfterLoss = TimeSpan.FromSeconds(0.9) });

        var judgement = ProbeJudge.Judge(low, high, default);

        judgement.ShouldBe(new Judgement(ProbeVerdict.Policed, 60));
        VerdictText.Describe(judgement, low, high).ShouldEndWith("; 30 arrived without it, 0 with a wrong checksum; what passes the limit is stripped as well");
    }

    [Fact]
    public void Judge_MissingPacketsThatTheResponderMayHaveLost_AreUnknownWithTheReason() => Holds(it =>
    {
        var (low, high) = (it.Low with { LostByResponder = 1 }, it.High with { LostByResponder = 1 });
        return (!low.IsDoubtful || IsUnknown(low, it.High)) && (!high.IsDoubtful || IsUnknown(it.Low, high));

        bool IsUnknown(RoundCounts one, RoundCounts other) => ProbeJudge.Judge(one, other, it.Context with { IsSettled = true }) is { Verdict: ProbeVerdict.Unknown } judgement
            && VerdictText.Describe(judgement, one, other).Contains("the responder itself lost 1 packets for want of room", StringComparison.Ordinal);
    });

    [Fact]
    public void Judge_ResponderLostPacketsAndNoneIsMissing_IsJudged() =>
        ProbeJudge.Judge(new(AllLow, AllLow) { LostByResponder = 5 }, new(AllHigh, AllHigh) { LostByResponder = 5 }, default).Verdict.ShouldBe(ProbeVerdict.Carried);

    [Fact]
    public void Judge_FewerThanFiveControlPackets_IsUnknown() => Holds(it =>
        it.Low.Control.Received >= 5 || ProbeJudge.Judge(it.Low, it.High, it.Context).Verdict == ProbeVerdict.Unknown);

    [Fact]
    public void Judge_NothingArrivesOfEnough_IsDroppedOrIntercepted() => Holds(it =>
    {
        var none = it.Low with { Control = new(30, 30), RouterAlert = new(30, 0) };
        return ProbeJudge.Judge(none, it.High, it.Context).Verdict == (it.Context.IsInterested ? ProbeVerdict.Intercepted : ProbeVerdict.Dropped);
    });

    [Fact]
    public void Judge_RateIsTold_OnlyOfPolicedAndAsRoughOfFewPackets() => Holds(it =>
        ProbeJudge.Judge(it.Low, it.High, it.Context) is var judgement
        && (judgement.PacketsPerSecond is not { } rate || (judgement.Verdict == ProbeVerdict.Policed && rate >= 0 && double.IsFinite(rate)
            && (Math.Max(it.Low.RouterAlert.ReceivedAfterLoss, it.High.RouterAlert.ReceivedAfterLoss) >= 5 || VerdictText.Describe(judgement, it.Low, it.High).Contains("rests on fewer than 5 packets", StringComparison.Ordinal)))));

    [Fact]
    public void Judge_Interest_ChangesNothingButWhatPassesOrVanishes() => Holds(it =>
        (ProbeJudge.Judge(it.Low, it.High, it.Context with { IsInterested = false }).Verdict, ProbeJudge.Judge(it.Low, it.High, it.Context with { IsInterested = true }).Verdict) is var (without, with)
        && (without == with
            || (without == ProbeVerdict.Dropped && with == ProbeVerdict.Intercepted)
            || (without is ProbeVerdict.Carried or ProbeVerdict.Tunnelled && with is ProbeVerdict.Ignored or ProbeVerdict.Intercepted)));

    [Theory]
    [InlineData(ProbeVerdict.Dropped, QuotedOption.Broken, ProbeVerdict.StrippedBroken)]
    [InlineData(ProbeVerdict.Intercepted, QuotedOption.Broken, ProbeVerdict.StrippedBroken)]
    [InlineData(ProbeVerdict.Dropped, QuotedOption.Silent, ProbeVerdict.Dropped)]
    [InlineData(ProbeVerdict.Stripped, QuotedOption.Broken, ProbeVerdict.Stripped)]
    public void Refine_WhatIsQuoted_TellsBrokenFromDropped(ProbeVerdict verdict, QuotedOption change, ProbeVerdict refined) => ProbeJudge.Refine(verdict, change).ShouldBe(refined);

    [Fact]
    public void RateOf_BurstBeforeTheFirstLoss_DoesNotCount() =>
        ProbeJudge.RateOf(new KindCounts(200, 70) { SentAfterLoss = 180, ReceivedAfterLoss = 54, SpanAfterLoss = TimeSpan.FromSeconds(0.9) }).ShouldBe(60d);

    // A limit so low that the short round at the high rate tells too little of it: the long one at the low rate does.
    [Fact]
    public void Judge_FewPassAtTheHighRate_RateIsThatOfTheLowOne()
    {
        var low = new KindCounts(30, 9) { TimeToLive = 61, SentAfterLoss = 26, ReceivedAfterLoss = 6, SpanAfterLoss = TimeSpan.FromSeconds(2.4) };
        var high = new KindCounts(200, 5) { TimeToLive = 61, SentAfterLoss = 196, ReceivedAfterLoss = 2, SpanAfterLoss = TimeSpan.FromSeconds(0.98) };

        ProbeJudge.Judge(new(AllLow, low), new(AllHigh, high), default).ShouldBe(new Judgement(ProbeVerdict.Policed, 2.5));
    }

    // A way that changed while the round was running, or a limit that others use up: the low rate, tried once more, tells the two apart.
    [Fact]
    public void Judge_AllArriveUpToSomePacketAndNoneBehind_IsUnknownUntilTriedAgain()
    {
        var cut = new RoundCounts(AllHigh, new(200, 80) { TimeToLive = 61, SentAfterLoss = 119, ReceivedAfterLoss = 0, SpanAfterLoss = TimeSpan.FromSeconds(0.6) });
        var cutEarlier = new RoundCounts(AllLow, new(30, 12) { TimeToLive = 61, SentAfterLoss = 17, ReceivedAfterLoss = 0, SpanAfterLoss = TimeSpan.FromSeconds(1.7) });
        var nothing = new RoundCounts(AllHigh, new(200, 0) { SentAfterLoss = 199, ReceivedAfterLoss = 0, SpanAfterLoss = TimeSpan.FromSeconds(1) });
        var (all, none) = (new RoundCounts(AllLow, AllLow), new RoundCounts(AllLow, new(30, 0)));
        var settled = new JudgeContext(IsInterested: false, IsTunnelled: false, IsSettled: true);

        (ProbeJudge.IsUnsettled(all, cut), ProbeJudge.IsUnsettled(cutEarlier, nothing), ProbeJudge.IsUnsettled(all, all)).ShouldBe((true, true, false));
        ProbeJudge.Judge(all, cut, default).Verdict.ShouldBe(ProbeVerdict.Unknown);
        ProbeJudge.Judge(none, cut, settled).Verdict.ShouldBe(ProbeVerdict.Dropped);
        ProbeJudge.Judge(none, cut, settled with { IsInterested = true }).Verdict.ShouldBe(ProbeVerdict.Intercepted);
        ProbeJudge.Judge(all, cut, settled).ShouldBe(new Judgement(ProbeVerdict.Policed, 0));
    }

    [Fact]
    public void Judge_SomeGetLostSlowlyAndNoneFast_IsUnknownUntilTriedAgain()
    {
        var some = new RoundCounts(AllLow, new(30, 20) { TimeToLive = 61, SentAfterLoss = 29, ReceivedAfterLoss = 20, SpanAfterLoss = TimeSpan.FromSeconds(2.9) });
        var fast = new RoundCounts(AllHigh, AllHigh);

        ProbeJudge.Judge(some, fast, default).Verdict.ShouldBe(ProbeVerdict.Unknown);
        ProbeJudge.Judge(new(AllLow, AllLow), fast, default(JudgeContext) with { IsSettled = true }).Verdict.ShouldBe(ProbeVerdict.Carried);
        ProbeJudge.Judge(some, fast, default(JudgeContext) with { IsSettled = true }).Verdict.ShouldBe(ProbeVerdict.Carried);
    }

    private static void Holds(Func<(RoundCounts Low, RoundCounts High, JudgeContext Context), bool> property) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(Cases.ToArbitrary(), property));
}
