using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using RouterAlertAssurance.Agent.Assignments;
using RouterAlertAssurance.Agent.Sources.RouterAlertProbe;
using RouterAlertAssurance.Agent.Tests.Support;
using RouterAlertAssurance.Contracts.Assignments;
using RouterAlertAssurance.Probes.Responding;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Agent.Tests.Sources.RouterAlertProbe;

public sealed class ProbeWorkerTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();
    private readonly ManualTimeProvider _time = new(new DateTimeOffset(2026, 12, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly ProbeBook _book = new();
    private readonly FakeRounds _rounds = new();
    private readonly ProbeResponder _responder = new();
    private readonly AssignmentManager _assignments;
    private readonly ProbeWorker _worker;

    public ProbeWorkerTests()
    {
        _assignments = new(new PackageStore(_folder.Combine("packages")), new AssignmentStore(_folder.Path), _time, NullLogger<AssignmentManager>.Instance);
        _worker = new(_assignments, _book, _rounds, _responder, _time, NullLogger<ProbeWorker>.Instance);
    }

    [Fact]
    public async Task Run_TaskOfTheAssignment_HasARoundAtItsOffsetInEachPeriod()
    {
        Assign(ProbeTasks.Task(period: 15, offset: 4, round: 8));
        await _worker.StartAsync(CancellationToken.None);

        await AdvanceAsync(60);

        _rounds.Began.Select(began => (began.Task.Id, began.At.Second)).ShouldBe([("a1", 4), ("a1", 19), ("a1", 34), ("a1", 49)]);
        _rounds.Began.ShouldAllBe(began => began.Endpoint == "unix:/there" && began.End == began.At.AddSeconds(8));
        _book.OutcomeOf(ProbeTasks.Task())!.Problem.ShouldBe("round 4");
    }

    [Fact]
    public async Task Run_TasksAtOnce_HaveOneRoundAtATime()
    {
        _rounds.Lasts = TimeSpan.FromSeconds(10);
        Assign(ProbeTasks.Task("a1", offset: 4), ProbeTasks.Task("b2", offset: 4, destination: "198.51.100.3"));
        await _worker.StartAsync(CancellationToken.None);

        await AdvanceAsync(120);

        _rounds.Most.ShouldBe(1);
        _rounds.Began.CountBy(began => began.Task.Id).ShouldAllBe(count => count.Value >= 4);
    }

    [Fact]
    public async Task Run_TaskTakenAway_HasNoRoundAnyMore()
    {
        Assign(ProbeTasks.Task());
        await _worker.StartAsync(CancellationToken.None);
        await AdvanceAsync(10);

        Assign();
        await AdvanceAsync(60);

        _rounds.Began.Count.ShouldBe(1);
        _book.Tasks.ShouldBeEmpty();
    }

    public void Dispose()
    {
        _worker.StopAsync(CancellationToken.None).GetAwaiter().GetResult();
        _worker.Dispose();
        _responder.Dispose();
        _folder.Dispose();
    }

    private long _revision;

    private void Assign(params ProbeTask[] tasks)
    {
        _rounds.Time = _time;
        _assignments.Put(new AgentAssignment { Revision = ++_revision, Probes = tasks, Peers = [new("there", "unix:/there")] }).Errors.ShouldBeEmpty();
    }

    // In steps as small as the worker's own, each of which it takes before the next.
    private async Task AdvanceAsync(int seconds)
    {
        for (var step = 0; step < seconds * 4; step++)
        {
            await Eventually.HoldsAsync(() => _time.ArmedTimers >= 2);
            _time.Advance(TimeSpan.FromMilliseconds(250));
        }

        await Eventually.HoldsAsync(() => _time.ArmedTimers >= 2);
    }

    private sealed class FakeRounds : IProbeRounds
    {
        private int _running;

        public ConcurrentQueue<(ProbeTask Task, string? Endpoint, DateTimeOffset At, DateTimeOffset End)> Began { get; } = new();

        public TimeSpan Lasts { get; set; }

        public int Most { get; private set; }

        public TimeProvider Time { get; set; } = TimeProvider.System;

        public async Task<ProbeOutcome> RunAsync(ProbeTask task, DateTimeOffset end, ProbeOutcome? before, string? endpoint, Action<ProbeOutcome> meanwhile, CancellationToken cancellationToken)
        {
            Began.Enqueue((task, endpoint, Time.GetUtcNow(), end));
            Most = Math.Max(Most, Interlocked.Increment(ref _running));
            await Task.Delay(Lasts, Time, cancellationToken);
            Interlocked.Decrement(ref _running);
            return new(task, [], Time.GetUtcNow(), $"round {Began.Count}");
        }
    }
}
