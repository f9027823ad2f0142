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

    private static Sample Good() => Sample.Present(Now, 1);

    private static Sample Bad() => Sample.Failed(Now, "timeout");
}
