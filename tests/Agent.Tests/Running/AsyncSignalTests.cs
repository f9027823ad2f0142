using RouterAlertAssurance.Agent.Running;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Agent.Tests.Running;

public sealed class AsyncSignalTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    private readonly ManualTimeProvider _time = new();
    private readonly AsyncSignal _signal = new();

    [Fact]
    public async Task WaitAsync_SetBefore_ReturnsAtOnceAndTakesIt()
    {
        _signal.Set();
        _signal.Set();

        (await _signal.WaitAsync(TimeSpan.FromSeconds(1), _time, Never)).ShouldBeTrue();
        var second = _signal.WaitAsync(TimeSpan.FromSeconds(1), _time, Never);
        second.IsCompleted.ShouldBeFalse("two calls of Set before it was noticed wake once");
        _time.Advance(TimeSpan.FromSeconds(1));
        (await second).ShouldBeFalse();
    }

    [Fact]
    public async Task WaitAsync_SetMeanwhile_ReturnsTrue()
    {
        var wait = _signal.WaitAsync(Timeout.InfiniteTimeSpan, _time, Never);
        wait.IsCompleted.ShouldBeFalse();

        _signal.Set();

        (await wait).ShouldBeTrue();
    }

    [Fact]
    public async Task WaitAsync_FractionOfAMillisecond_WaitsForTheWholeOne()
    {
        var wait = _signal.WaitAsync(TimeSpan.FromMilliseconds(0.25), _time, Never);
        wait.IsCompleted.ShouldBeFalse("a timer rounded down would have ended at once");

        _time.Advance(TimeSpan.FromMilliseconds(1));

        (await wait).ShouldBeFalse();
    }

    [Fact]
    public async Task WaitAsync_Cancelled_Throws()
    {
        using var source = new CancellationTokenSource();
        var wait = _signal.WaitAsync(Timeout.InfiniteTimeSpan, _time, source.Token);

        await source.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => wait);
    }
}
