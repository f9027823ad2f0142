using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Agent.Tests.Support;
using RouterAlertAssurance.Expressions;

namespace RouterAlertAssurance.Agent.Tests.Metrics;

public sealed class MetricFeedTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;
    private readonly MetricFeed _feed = new(Feeds.Of("oper-up", ("first", "x"), ("second", "x")), failureLimit: 3, recoveryReadings: 2);

    [Fact]
    public void Take_OneFailure_KeepsTheLastValue()
    {
        _feed.Take(0, Good()).ShouldBe(FeedEffect.Delivered);

        _feed.Take(0, Bad()).ShouldBe(FeedEffect.None);

        _feed.HasValue.ShouldBeTrue();
        _feed.Active.ShouldBe(0);
    }

    [Fact]
    public void Take_FailureLimitReached_FallsBackToTheNext()
    {
        _feed.Take(0, Good());
        _feed.Take(0, Bad());
        _feed.Take(0, Bad());

        _feed.Take(0, Bad()).ShouldBe(FeedEffect.Switched);

        _feed.Active.ShouldBe(1);
    }

    [Fact]
    public void Take_FailureBeforeAnyValue_FallsBackAtOnce()
    {
        _feed.Take(0, Bad()).ShouldBe(FeedEffect.Switched);
        _feed.Active.ShouldBe(1);
    }

    [Fact]
    public void Take_LastImplementationFails_DeliversTheFailure()
    {
        _feed.Take(0, Bad());

        _feed.Take(1, Bad()).ShouldBe(FeedEffect.Delivered);
    }

    [Fact]
    public void Take_PreferredWorksTwice_GoesBack()
    {
        _feed.Take(0, Bad());
        _feed.Take(0, Good()).ShouldBe(FeedEffect.None);

        _feed.Take(0, Good()).ShouldBe(FeedEffect.Switched | FeedEffect.Delivered);

        _feed.Active.ShouldBe(0);
    }

    [Fact]
    public void Take_PreferredWorksOnceAndFails_StaysWithTheFallBack()
    {
        _feed.Take(0, Bad());
        _feed.Take(0, Good());
        _feed.Take(0, Bad());

        _feed.Take(0, Good()).ShouldBe(FeedEffect.None);

        _feed.Active.ShouldBe(1);
    }

    [Fact]
    public void Take_MissingValue_IsAnAnswerAndNoFailure()
    {
        for (var i = 0; i < 5; i++)
        {
            _feed.Take(0, Sample.Missing(Now, "no such interface")).ShouldBe(FeedEffect.Delivered);
        }

        _feed.Active.ShouldBe(0);
    }

    [Fact]
    public void Take_CannotTellAtTheLimit_FallsBackToTheNext()
    {
        _feed.Take(0, Unsupported()).ShouldBe(FeedEffect.Delivered);
        _feed.Take(0, Unsupported()).ShouldBe(FeedEffect.Delivered);

        _feed.Take(0, Unsupported()).ShouldBe(FeedEffect.Switched);

        _feed.Take(1, Good()).ShouldBe(FeedEffect.Delivered);
        _feed.HasValue.ShouldBeTrue();
    }

    [Fact]
    public void Take_CannotTellAtTheFirstReadingOnly_StaysInUse()
    {
        _feed.Take(0, Unsupported());
        _feed.Take(0, Unsupported());
        _feed.Take(0, Good());

        _feed.Take(0, Unsupported()).ShouldBe(FeedEffect.Delivered);

        _feed.Active.ShouldBe(0);
    }

    [Fact]
    public void Take_NoImplementationCanTell_TheLastSaysSo()
    {
        FallBackFromTheFirst();

        for (var i = 0; i < 5; i++)
        {
            _feed.Take(1, Unsupported()).ShouldBe(FeedEffect.Delivered);
            _feed.Take(0, Unsupported()).ShouldBe(FeedEffect.None);
        }

        _feed.Active.ShouldBe(1);
    }

    [Fact]
    public void Take_PreferredCanTellAgain_GoesBack()
    {
        FallBackFromTheFirst();
        _feed.Take(0, Good());

        _feed.Take(0, Sample.Missing(Now, "no such interface")).ShouldBe(FeedEffect.Switched | FeedEffect.Delivered);

        _feed.Active.ShouldBe(0);
    }

    [Fact]
    public void Take_PreferredWorksForMomentsOnly_IsTrustedLaterEachTime()
    {
        List<int> needed = [];
        for (var round = 0; round < 4; round++)
        {
            FallBackFromTheFirst();
            needed.Add(ReadingsUntilReturn());
        }

        needed.ShouldBe([2, 4, 8, 16]);
    }

    [Fact]
    public void Take_PreferredWorkedForLongBetween_IsTrustedAsAtFirst()
    {
        FallBackFromTheFirst();
        ReadingsUntilReturn();
        for (var i = 0; i < 10; i++)
        {
            _feed.Take(0, Good());
        }

        FallBackFromTheFirst();

        ReadingsUntilReturn().ShouldBe(2);
    }

    [Fact]
    public void Take_SecondOfThreeWorksAgainAndTheFirstDoesNot_GoesBackToTheSecond()
    {
        var feed = new MetricFeed(Feeds.Of("oper-up", ("first", "x"), ("second", "x"), ("third", "x")), failureLimit: 3, recoveryReadings: 2);
        feed.Take(0, Bad());
        feed.Take(1, Bad());
        feed.Active.ShouldBe(2);
        for (var i = 0; i < 2; i++)
        {
            feed.Take(0, Bad());
            feed.Take(1, Good());
        }

        feed.Active.ShouldBe(1);
    }

    private void FallBackFromTheFirst()
    {
        for (var i = 0; i < 3; i++)
        {
            _feed.Take(0, Unsupported());
        }

        _feed.Active.ShouldBe(1);
    }

    private int ReadingsUntilReturn()
    {
        var readings = 1;
        while (!_feed.Take(0, Good()).HasFlag(FeedEffect.Switched))
        {
            readings++;
        }

        return readings;
    }

    private static Sample Unsupported() => Sample.Unsupported(Now, "/proc has no nonsense/none");

    private static Sample Good() => Sample.Present(Now, 1);

    private static Sample Bad() => Sample.Failed(Now, "timeout");
}
