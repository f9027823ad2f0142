using System.Collections.Concurrent;
using System.Collections.Immutable;
using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Contracts.Assignments;

namespace RouterAlertAssurance.Agent.Sources.RouterAlertProbe;

/// <summary>The tasks of this agent and what became of their last rounds. Safe for many threads.</summary>
internal sealed class ProbeBook
{
    private readonly ConcurrentDictionary<string, ProbeOutcome> _outcomes = new(StringComparer.Ordinal);
    private volatile Page _page = new(new AgentAssignment());

    /// <summary>The tasks, in the order of the assignment.</summary>
    public IReadOnlyList<ProbeTask> Tasks => _page.Assignment.Probes;

    /// <summary>Whether there are as many tasks as an agent takes.</summary>
    public bool IsFull => Tasks.Count >= ProbeTask.MostTasks;

    /// <summary>
    /// Takes the tasks of an assignment. What was found out about a way stays while there is a task for it, whatever else changes: another service that asks about the same way
    /// changes protocols, key and period. What was found out about other ways is forgotten.
    /// </summary>
    public void Replace(AgentAssignment assignment)
    {
        _page = new(assignment);
        foreach (var (id, outcome) in _outcomes)
        {
            if (_page.ById.GetValueOrDefault(id) is not { } task || !IsOfOneWay(task, outcome.Task))
            {
                _outcomes.TryRemove(id, out _);
            }
        }
    }

    /// <summary>The task that answers a read; null where the orchestrator gave none.</summary>
    public ProbeTask? TaskFor(MetricRead read) => _page.ByWay.GetValueOrDefault((read.Argument("source"), read.Argument("destination"), read.Argument("peer")));

    /// <summary>Whether this agent reads the device itself.</summary>
    public bool IsOwn(string device) => _page.Assignment.Devices.Any(own => own.Name == device);

    /// <summary>Where the other end of a task is reached; null where that is not known.</summary>
    public string? EndpointOf(ProbeTask task) => _page.Assignment.Peers.FirstOrDefault(peer => peer.Agent == task.Peer)?.Endpoint;

    /// <summary>What the last round of a task found; null before the first.</summary>
    public ProbeOutcome? OutcomeOf(ProbeTask task) => _outcomes.GetValueOrDefault(task.Id);

    /// <summary>Keeps what a round found, unless its task is gone. A round that failed with a key that was changed meanwhile tells nothing.</summary>
    public void Add(ProbeOutcome outcome)
    {
        if (_page.ById.GetValueOrDefault(outcome.Task.Id) is { } task && IsOfOneWay(task, outcome.Task) && (outcome.Failure is null || task.Key.AsSpan().SequenceEqual(outcome.Task.Key)))
        {
            _outcomes[outcome.Task.Id] = outcome;
        }
    }

    private static bool IsOfOneWay(ProbeTask one, ProbeTask other) => (one.Source, one.Destination, one.Peer, one.PeerDevice) == (other.Source, other.Destination, other.Peer, other.PeerDevice);

    private sealed class Page(AgentAssignment assignment)
    {
        public AgentAssignment Assignment => assignment;

        public ImmutableDictionary<string, ProbeTask> ById { get; } = assignment.Probes.ToImmutableDictionary(task => task.Id, StringComparer.Ordinal);

        public ImmutableDictionary<(string Source, string Destination, string Peer), ProbeTask> ByWay { get; } =
            assignment.Probes.DistinctBy(task => (task.Source, task.Destination, task.PeerDevice)).ToImmutableDictionary(task => (task.Source, task.Destination, task.PeerDevice));
    }
}
