using RouterAlertAssurance.Contracts.Live;
using RouterAlertAssurance.TestKit;
using RouterAlertAssurance.WebUi.Clients;
using RouterAlertAssurance.WebUi.Live;

namespace RouterAlertAssurance.WebUi.Tests.Live;

public sealed class SharedReadsTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly HealthFeed _feed;
    private readonly SharedReads _reads;
    private int _count;

    public SharedReadsTests()
    {
        _feed = new HealthFeed(_time);
        _reads = new SharedReads(_feed, _time);
    }

    [Fact]
    public async Task Get_SameQuestionAtTheSameTime_IsReadOnce()
    {
        (await AskAsync("a")).Value.ShouldBe("1");
        (await AskAsync("a")).Value.ShouldBe("1");
        (await AskAsync("b")).Value.ShouldBe("2");
    }

    [Fact]
    public async Task Get_AfterAnEvent_IsReadAgain()
    {
        await AskAsync("a");
        _feed.Publish(new LiveEvent { Kind = "status" });
        _feed.Flush();

        (await AskAsync("a")).Value.ShouldBe("2");
    }

    [Fact]
    public async Task Get_AfterItsLifetime_IsReadAgain()
    {
        await AskAsync("a");
        _time.Advance(SharedReads.Lifetime);

        (await AskAsync("a")).Value.ShouldBe("2");
    }

    [Fact]
    public async Task Get_AfterAFailure_IsReadAgain()
    {
        await _reads.GetAsync("a", () => Task.FromResult(Fetched.Failed<string>("away")), default);

        (await AskAsync("a")).Value.ShouldBe("1");
    }

    [Fact]
    public async Task Get_AskerLeaves_OthersStillGetTheAnswer()
    {
        var answer = new TaskCompletionSource<Fetched<string>>();
        using var leaving = new CancellationTokenSource();
        var first = _reads.GetAsync("a", () => answer.Task, leaving.Token);
        var second = AskAsync("a");

        await leaving.CancelAsync();
        answer.SetResult(Fetched.Of("late"));

        await Should.ThrowAsync<OperationCanceledException>(first);
        (await second).Value.ShouldBe("late");
    }

    [Fact]
    public void OrKeep_FailureAfterValue_KeepsTheValueWithTheError()
    {
        var kept = Fetched.Failed<string>("away").OrKeep(Fetched.Of("old"));

        (kept.Value, kept.Error, kept.IsAnswer).ShouldBe(("old", "away", false));
        Fetched.Missing<string>("gone").OrKeep(Fetched.Of("old")).Value.ShouldBeNull();
        Fetched.Of("new").OrKeep(kept).Error.ShouldBeNull();
    }

    private Task<Fetched<string>> AskAsync(string key) =>
        _reads.GetAsync(key, () => Task.FromResult(Fetched.Of($"{++_count}")), TestContext.Current.CancellationToken);
}
