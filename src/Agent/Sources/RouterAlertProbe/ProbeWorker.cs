using System.Net;
using RouterAlertAssurance.Agent.Assignments;
using RouterAlertAssurance.Contracts.Assignments;
using RouterAlertAssurance.Probes.Responding;

namespace RouterAlertAssurance.Agent.Sources.RouterAlertProbe;

/// <summary>Sends the probes of the assignment, one round at a time, and has those answered that it says.</summary>
internal sealed partial class ProbeWorker(
    AssignmentManager assignments, ProbeBook book, IProbeRounds rounds, ProbeResponder responder, TimeProvider time, ILogger<ProbeWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    private readonly ProbeTurns _turns = new();
    private AgentAssignment? _known;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(FollowAsync(stoppingToken), SendAsync(stoppingToken));

    // Apart from sending: what is to be answered does not wait for a round to end.
    private async Task FollowAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look, time);
        do
        {
            Follow(assignments.Assignment);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private void Follow(AgentAssignment assignment)
    {
        if (ReferenceEquals(assignment, _known))
        {
            return;
        }

        var isOther = assignment.Probes.Count + assignment.Responses.Count + (_known?.Probes.Count + _known?.Responses.Count ?? 0) > 0;
        book.Replace(assignment);
        responder.Replace(assignment.Responses.Select(task => new ResponderTask(task.Id, task.Key) { Source = IPAddress.Parse(task.Source), Destination = IPAddress.Parse(task.Destination) }));
        lock (_turns)
        {
            _turns.Replace(assignment.Probes, time.GetUtcNow());
        }

        _known = assignment;
        if (isOther)
        {
            LogFollowed(assignment.Probes.Count, assignment.Responses.Count);
        }
    }

    private async Task SendAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            if (Due() is not var (task, at))
            {
                await Task.Delay(Look, time, stoppingToken);
                continue;
            }

            var outcome = await RunAsync(task, ProbeTurns.EndOf(task, at), stoppingToken);
            Note(outcome);
            book.Add(outcome);
            lock (_turns)
            {
                _turns.Done(task, time.GetUtcNow());
            }
        }
    }

    private async Task<ProbeOutcome> RunAsync(ProbeTask task, DateTimeOffset end, CancellationToken stoppingToken)
    {
        try
        {
            return await rounds.RunAsync(task, end, book.OutcomeOf(task), book.EndpointOf(task), book.Add, stoppingToken);
        }
#pragma warning disable CA1031 // A defect met by one probe must not take the agent along.
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogDefect(task.Id, exception);
            return new(task, [], time.GetUtcNow(), "the round failed; the agent's log has the details");
        }
    }

    private (ProbeTask Task, DateTimeOffset At)? Due()
    {
        var now = time.GetUtcNow();
        lock (_turns)
        {
            return _turns.Next(now) is { } turn && turn.At <= now ? turn : null;
        }
    }

    // A round without result is told once, until it is another reason.
    private void Note(ProbeOutcome outcome)
    {
        if (outcome.Failure is { } failure && book.OutcomeOf(outcome.Task)?.Failure != failure)
        {
            LogFailed(outcome.Task.PeerDevice, outcome.Task.Source, outcome.Task.Destination, failure);
        }
    }
}
