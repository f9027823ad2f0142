using Microsoft.Extensions.Logging.Abstractions;
using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Agent.Tests.Support;
using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Agent.Tests.Metrics;

public sealed class MetricEngineTests : IAsyncDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    private readonly ManualTimeProvider _time = new();
    private readonly FakeSource _first;
    private readonly FakeSource _second;
    private readonly MetricEngine _engine;

    public MetricEngineTests()
    {
        (_first, _second) = (new FakeSource("first", _time), new FakeSource("second", _time));
        _engine = new MetricEngine([_first, _second], new MetricEngineOptions { Jitter = 0 }, _time, NullLogger<MetricEngine>.Instance);
    }

    [Fact]
    public async Task Bind_TwoFeedsWithTheSameRead_ReadsOnce()
    {
        _engine.Bind([Feeds.Of("a", ("first", "x")), Feeds.Of("b", ("first", "x"))]);
        await _engine.StartAsync(TestContext.Current.CancellationToken);

        (await NextAsync()).Feed.Definition.Metric.ShouldBeOneOf("a", "b");
        await NextAsync();

        _first.Rounds.ShouldAllBe(round => round.Count == 1);
    }

    [Fact]
    public async Task Bind_SameFeedAgain_KeepsTheFeed()
    {
        var definition = Feeds.Of("a", ("first", "x"));
        var before = _engine.Bind([definition])[definition];

        _engine.Bind([Feeds.Of("a", ("first", "x"))])[definition].ShouldBeSameAs(before);
    }

    [Fact]
    public async Task Read_ReadsOfOneInterval_ComeInOneRound()
    {
        _engine.Bind([Feeds.Of("a", ("first", "x")), Feeds.Of("b", ("first", "y")), Feeds.Of("c", ("first", "z"))]);
        await _engine.StartAsync(TestContext.Current.CancellationToken);

        for (var i = 0; i < 9; i++)
        {
            await NextAsync();
        }

        _first.Rounds.ShouldAllBe(round => round.Count == 3);
    }

    [Fact]
    public async Task Read_RoundTakesAMillisecondLongerThanTheInterval_NextOneComesAtOnce()
    {
        var definition = Feeds.Of("a", ("first", "x"));
        _first.Answer = (_, now) =>
        {
            _time.Advance(_first.Rounds.Count == 1 ? definition.Interval + TimeSpan.FromMilliseconds(1) : TimeSpan.Zero);
            return Sample.Present(now, 1);
        };
        _engine.Bind([definition]);
        await _engine.StartAsync(TestContext.Current.CancellationToken);

        await NextAsync();

        (await NextAsync()).Sample.State.ShouldBe(SampleState.Present);
    }

    [Fact]
    public async Task Read_PreferredFails_NextTakesOverAndPreferredReturns()
    {
        _engine.Bind([Feeds.Of("a", ("first", "x"), ("second", "x"))]);
        await _engine.StartAsync(TestContext.Current.CancellationToken);
        (await NextAsync()).Implementation.Name.ShouldBe("first");

        _first.Broken = "the stream broke";
        await UntilAsync(reading => reading.Implementation.Name == "second" && reading.Sample.State == SampleState.Present);
        _engine.SourceStates.Single(state => state.Name == "first").Works.ShouldBeFalse();

        _first.Broken = null;
        await UntilAsync(reading => reading.Implementation.Name == "first" && reading.Sample.State == SampleState.Present);
        _engine.SourceStates.Single(state => state.Name == "first").Works.ShouldBeTrue();
    }

    [Fact]
    public async Task Read_SourceDoesNotAnswerARead_ReadFails()
    {
        _first.Answer = static (_, _) => null;
        _engine.Bind([Feeds.Of("a", ("first", "x"))]);
        await _engine.StartAsync(TestContext.Current.CancellationToken);

        var reading = await NextAsync();

        reading.Sample.State.ShouldBe(SampleState.Failed);
        reading.Sample.Reason.ShouldBe("no answer");
    }

    [Fact]
    public async Task Read_SourceKeepsFailing_IsLeftAlone()
    {
        _first.Broken = "gone";
        _engine.Bind([Feeds.Of("a", ("first", "x"))]);
        await _engine.StartAsync(TestContext.Current.CancellationToken);

        await UntilAsync(reading => reading.Sample.Reason!.Contains("left alone", StringComparison.Ordinal));

        _first.Rounds.Count.ShouldBe(3);
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.StopAsync(CancellationToken.None);
        _engine.Dispose();
    }

    private Task<FeedReading> NextAsync() => _time.AdvanceUntilAsync(_engine.Readings.ReadAsync(TestContext.Current.CancellationToken).AsTask(), Step);

    private async Task UntilAsync(Func<FeedReading, bool> holds)
    {
        for (var i = 0; i < 200; i++)
        {
            if (holds(await NextAsync()))
            {
                return;
            }
        }

        Assert.Fail("The awaited reading did not come");
    }
}
