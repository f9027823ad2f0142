using Microsoft.Extensions.Logging;
using RouterAlertAssurance.Hosting.Workers;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Hosting.Tests.Workers;

public sealed class WorkerTests
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    private CancellationToken Cancellation { get; } = TestContext.Current.CancellationToken;

    [Fact]
    public void Next_ManyFailures_StaysWithinBoundsAndStartsOver()
    {
        var (smallest, largest) = (TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(5));
        var backoff = new Backoff(smallest, largest, new Random(1));
        var delays = Enumerable.Range(0, 1000).Select(_ => backoff.Next()).ToArray();

        delays.ShouldAllBe(delay => delay >= smallest && delay <= largest);
        delays[0].ShouldBeLessThanOrEqualTo(smallest * 3);
        delays.Max().ShouldBeGreaterThan(TimeSpan.FromSeconds(4));
        backoff.Failures.ShouldBe(1000);

        backoff.Reset();
        backoff.Next().ShouldBeLessThanOrEqualTo(smallest * 3);
        backoff.Failures.ShouldBe(1);
    }

    [Fact]
    public async Task ExecuteAsync_Fails_LogsOnceRetriesSoonerAndLogsRecovery()
    {
        var time = new ManualTimeProvider();
        var log = new ListLogger();
        using var worker = new Worker(time, log, run => run is >= 2 and <= 4 ? throw new IOException("gone") : Task.CompletedTask);
        await worker.StartAsync(Cancellation);

        await time.AdvanceUntilAsync(worker.RunAsync(6), TimeSpan.FromSeconds(1));
        await worker.StopAsync(Cancellation);

        log.Events.ShouldBe([1201, 1202]);
    }

    [Fact]
    public async Task Wake_DuringWait_RunsAtOnce()
    {
        var time = new ManualTimeProvider();
        using var worker = new Worker(time, new ListLogger(), _ => Task.CompletedTask);
        await worker.StartAsync(Cancellation);
        await worker.RunAsync(1);

        worker.Wake();

        (await worker.RunAsync(2).WaitAsync(TimeSpan.FromSeconds(20), Cancellation)).ShouldBe(time.GetUtcNow());
        await worker.StopAsync(Cancellation);
    }

    [Fact]
    public async Task ExecuteAsync_Period_SeparatesRuns()
    {
        var time = new ManualTimeProvider();
        var start = time.GetUtcNow();
        using var worker = new Worker(time, new ListLogger(), _ => Task.CompletedTask);
        await worker.StartAsync(Cancellation);

        var third = await time.AdvanceUntilAsync(worker.RunAsync(3), TimeSpan.FromSeconds(1));
        await worker.StopAsync(Cancellation);

        (third - start).ShouldBeGreaterThanOrEqualTo(Period * 2);
    }

    private sealed class Worker(TimeProvider time, ILogger logger, Func<int, Task> work) : PeriodicWorker("work", Period, time, logger)
    {
        private readonly TaskCompletionSource<DateTimeOffset>[] _runs =
            [.. Enumerable.Range(0, 100).Select(_ => new TaskCompletionSource<DateTimeOffset>(TaskCreationOptions.RunContinuationsAsynchronously))];

        private readonly TimeProvider _time = time;
        private int _count;

        /// <summary>When the run with this number (from 1) began.</summary>
        public Task<DateTimeOffset> RunAsync(int number) => _runs[number].Task;

        protected override Task RunOnceAsync(CancellationToken cancellationToken)
        {
            var number = ++_count;
            _runs[number].SetResult(_time.GetUtcNow());
            return work(number);
        }
    }

    private sealed class ListLogger : ILogger
    {
        public List<int> Events { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Events.Add(eventId.Id);
    }
}
