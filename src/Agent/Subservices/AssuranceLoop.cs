using RouterAlertAssurance.Agent.Assignments;
using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Agent.Publishing;
using RouterAlertAssurance.Agent.RawLog;
using RouterAlertAssurance.Agent.Running;
using RouterAlertAssurance.Agent.Shadows;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.Model.Health;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Agent.Subservices;

/// <summary>
/// The one thread of work that turns samples and reports of other agents into health: what arrives is gathered for a moment, then evaluated
/// from the leaves up, and what changed is published.
/// </summary>
internal sealed partial class AssuranceLoop(
    AgentOptions options,
    AssignmentManager assignments,
    MetricEngine engine,
    ShadowBoard shadows,
    NodeBoard nodes,
    ExplanationQueue explanations,
    HealthPublisher publisher,
    CollectorSender sender,
    SampleLog samples,
    StatusMemory memory,
    AgentMeter meter,
    TimeProvider time,
    ILogger<AssuranceLoop> logger) : BackgroundService
{
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(30);
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    /// <summary>How long a new configuration may wait for the first value of each input before it is used all the same.</summary>
    private static readonly TimeSpan Warming = TimeSpan.FromSeconds(3);

    /// <summary>How long an assignment waits for the configuration that usually follows it.</summary>
    private static readonly TimeSpan Companion = TimeSpan.FromSeconds(1);

    private readonly HeapTrim _trim = new(TimeSpan.FromSeconds(10));
    private readonly AsyncSignal _wake = new();
    private readonly Lock _gate = new();
    private readonly HealthPropagation _propagation = new(new PropagationOptions { AgentId = options.Id, OwnerOf = shadows.OwnerOf });
    private (AgentConfiguration Configuration, DateTimeOffset Due)? _pending;
    private AssuranceRuntime _runtime = AssuranceRuntime.Empty;
    private AssuranceRuntime? _next;
    private DateTimeOffset _nextDue;
    private HealthSnapshot? _health;
    private volatile bool _completeWanted;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        assignments.Changed = Configure;
        engine.Delivered = _wake.Set;
        shadows.Changed = _wake.Set;
        explanations.Asked = _wake.Set;
        sender.EpochBegan = () => _completeWanted = true;
        Configure(assignments.Current(), mayFollow: false);
        while (!stoppingToken.IsCancellationRequested)
        {
            await _wake.WaitAsync(UntilDue(), time, stoppingToken);
            await Task.Delay(Gather, time, stoppingToken);
            Step(time.GetUtcNow());
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (!ReferenceEquals(_runtime, AssuranceRuntime.Empty))
        {
            memory.Save(publisher.Current);
        }
    }

    // A symptom whose time has come does not wait for the tick; what is gathered before each step is part of the wait.
    private TimeSpan UntilDue()
    {
        var wait = nodes.NextDue - time.GetUtcNow() - Gather ?? Tick;
        return wait > Tick ? Tick : wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    private void Configure(AgentConfiguration configuration, bool mayFollow)
    {
        lock (_gate)
        {
            _pending = (configuration, mayFollow ? time.GetUtcNow() + Companion : default);
        }

        _wake.Set();
    }

    private void Step(DateTimeOffset now)
    {
        Prepare(now);
        Drain();
        var swapped = Swap(now);
        if (ReferenceEquals(_runtime, AssuranceRuntime.Empty))
        {
            // Nothing is at work yet, and what is remembered must not be replaced by that.
            explanations.Answer(static _ => null);
            return;
        }

        List<SubserviceId> changed = [.. nodes.Advance(now).Where(node => IsAtWork(node.Id, node.Number)).Select(node => node.Id)];
        changed.AddRange(shadows.TakeChanged());
        var complete = swapped || _completeWanted;
        _completeWanted = false;
        if (complete || changed.Count > 0 || _runtime.Graph.Nodes.Values.Any(node => node.Maintenance is not null))
        {
            Propagate(changed, complete, now);
        }

        publisher.Prove(_runtime, now);
        explanations.Answer(id => Explain(id, now));
        memory.SaveIfDue(publisher.Current);
        _trim.TrimIfDue(now);
    }

    /// <summary>Builds the runtime of a new configuration beside the present one and starts reading and listening for both.</summary>
    private void Prepare(DateTimeOffset now)
    {
        AgentConfiguration configuration;
        lock (_gate)
        {
            if (_pending is not { } pending || pending.Due > now)
            {
                return;
            }

            (configuration, _pending) = (pending.Configuration, null);
        }

        var statuses = _health?.Statuses ?? memory.Restored;
        _next?.Release(nodes, _runtime);
        _next = AssuranceRuntime.Build(configuration, _runtime, statuses, nodes, engine.HasSource, now);
        _nextDue = now + Warming;
        shadows.Expect(ShadowPlan.Of(_runtime.Configuration).With(ShadowPlan.Of(configuration)));
        var feeds = engine.Bind(_runtime.Feeds.Concat(_next.Feeds));
        // A feed that is read already will not speak up for the newcomer before its next round.
        foreach (var awaited in _next.Nodes.Values.Where(node => !nodes.IsReady(node)).SelectMany(node => node.Feeds).ToHashSet())
        {
            engine.ReadSoon(feeds[awaited]);
        }
    }

    private void Drain()
    {
        while (engine.Readings.TryRead(out var reading))
        {
            meter.Samples.Add(1);
            samples.Append(reading);
            nodes.Take(reading);
        }
    }

    private bool IsAtWork(SubserviceId id, int number) => _runtime.Nodes.TryGetValue(id, out var node) && node.Number == number;

    private bool Swap(DateTimeOffset now)
    {
        if (_next is not { } next || (!next.IsReady(nodes) && now < _nextDue))
        {
            return false;
        }

        _runtime.Release(nodes, next);
        _runtime = next;
        _next = null;
        _trim.Changed(now);
        engine.Bind(_runtime.Feeds);
        shadows.Expect(ShadowPlan.Of(_runtime.Configuration));
        LogSwapped(_runtime.Configuration.Assignment.Revision, _runtime.Nodes.Count, _runtime.Graph.Nodes.Count);
        return true;
    }

    private void Propagate(List<SubserviceId> changed, bool complete, DateTimeOffset now)
    {
        var before = _health ?? (memory.Restored.Count > 0 ? HealthSnapshot.Restore(_runtime.Graph, memory.Restored) : null);
        if (complete)
        {
            changed.AddRange(_runtime.Graph.Nodes.Keys);
        }

        var health = before is null
            ? _propagation.Evaluate(_runtime.Graph, Own, shadows.StatusOf, now, awaited: shadows.Awaited)
            : _propagation.Update(before, _runtime.Graph, changed, Own, shadows.StatusOf, now, shadows.Awaited);
        _health = health;
        if (complete || health.Changed.Count > 0)
        {
            publisher.Publish(_runtime, health, complete, now);
        }
    }

    private LiveAccount? Explain(SubserviceId id, DateTimeOffset now) => _runtime.Nodes.TryGetValue(id, out var node)
        ? new LiveAccount { Subservice = SubserviceReference.From(id), Agent = options.Id, Time = now, Conditions = nodes.Explain(node) }
        : null;

    private OwnHealth? Own(SubserviceId id) => _runtime.Nodes.TryGetValue(id, out var node) ? nodes.HealthOf(node) : null;
}
