using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Health;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Engine;

/// <summary>
/// A graph evaluated by a clock of its own: samples in, scores and symptoms over time out, with the very code that agents run. One thread at a time.
/// </summary>
public sealed class AssuranceSimulation
{
    private const string Name = "simulation";

    private readonly AssuranceEngine _engine = new(Name);
    private readonly HealthPropagation _propagation = new(new PropagationOptions { AgentId = Name });
    private readonly Dictionary<SubserviceId, int> _numbers = [];
    private readonly Dictionary<SubserviceId, DateTimeOffset> _awaited = [];
    private readonly SimulationRecord _record = new();
    private readonly HashSet<SubserviceId> _begun = [];
    private AssuranceGraph _graph;
    private HealthSnapshot? _health;
    private DateTimeOffset _now;

    /// <summary>A simulation without inputs.</summary>
    /// <param name="graph">The nodes; one that is not added is taken as healthy.</param>
    public AssuranceSimulation(AssuranceGraph graph) => _graph = graph;

    /// <summary>When each symptom was there, in the order in which they were raised.</summary>
    public IReadOnlyList<SimulatedEpisode> Episodes => _record.Episodes;

    /// <summary>The scores of a node, one for each change; empty before the first step.</summary>
    public IReadOnlyList<SimulatedScore> ScoresOf(SubserviceId id) => _record.ScoresOf(id);

    /// <summary>Adds an input; those that share it are given the same number.</summary>
    public int AddInput(EngineInput input) => _engine.AddInput(input);

    /// <summary>Forgets an input, with what functions over time hold of it, unless a node reads it still.</summary>
    /// <returns>Whether it is gone.</returns>
    public bool TryRemoveInput(int input)
    {
        var isFree = !_engine.IsRead(input);
        if (isFree)
        {
            _engine.RemoveInput(input);
        }

        return isFree;
    }

    /// <summary>Takes another graph from the next step on. Which nodes are evaluated is told by the other calls.</summary>
    public void Follow(AssuranceGraph graph) => _graph = graph;

    /// <summary>Adds the evaluation of a node of the graph.</summary>
    /// <param name="plan">How it is evaluated.</param>
    /// <param name="awaitedUntil">
    /// As agents do with a new configuration: nothing is concluded before each of its inputs was read, or before this time. Null: it counts at once.
    /// </param>
    /// <returns>Its number.</returns>
    public int Add(SubservicePlan plan, DateTimeOffset? awaitedUntil = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var number = _engine.Add(plan);
        _numbers.Add(plan.Id, number);
        if (awaitedUntil is { } until)
        {
            _awaited.Add(plan.Id, until);
        }

        return number;
    }

    /// <summary>
    /// Adds an evaluation that is not at work yet: its inputs are read, and nothing of it counts before <see cref="Use"/>. As agents do with a node of a
    /// new configuration.
    /// </summary>
    /// <param name="plan">How the node is evaluated.</param>
    /// <param name="goesOn">Whether it goes on with the symptoms that the node has by its evaluation at work.</param>
    /// <returns>Its number.</returns>
    public int Prepare(SubservicePlan plan, bool goesOn)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var number = _engine.Add(plan);
        if (goesOn && _numbers.TryGetValue(plan.Id, out var before))
        {
            _engine.Resume(number, _engine.HealthOf(before).Symptoms);
        }

        return number;
    }

    /// <summary>Whether an evaluation, prepared or at work, has read every input, and the required ones with success.</summary>
    public bool IsReady(int number) => _engine.IsReady(number);

    /// <summary>Puts a prepared evaluation to work in place of the one its node has, which is left to be removed. One at work goes on as it is.</summary>
    public void Use(int number)
    {
        var id = _engine.IdOf(number);
        if (IsAtWork(id, number))
        {
            return;
        }

        _numbers[id] = number;
        _awaited.Remove(id);
        _begun.Add(id);
    }

    /// <summary>Removes an evaluation. Where it is the one at work its node is evaluated no more, and the symptoms end with the last step.</summary>
    public void Remove(int number)
    {
        var id = _engine.IdOf(number);
        _engine.Remove(number);
        if (IsAtWork(id, number))
        {
            _numbers.Remove(id);
            _awaited.Remove(id);
            _begun.Remove(id);
            _record.End(id, _now);
        }
    }

    /// <inheritdoc cref="AssuranceEngine.Set"/>
    public void Set(int input, in Sample sample, SampleOrigin origin) => _engine.Set(input, sample, origin);

    /// <inheritdoc cref="AssuranceEngine.SetSeries"/>
    public void SetSeries(int input, DateTimeOffset time, IReadOnlyList<(SeriesKey Key, Sample Sample)> series, SampleOrigin origin) =>
        _engine.SetSeries(input, time, series, origin);

    /// <summary>Lets time pass up to a moment, and evaluates what was set.</summary>
    public void Advance(DateTimeOffset now)
    {
        _now = now;
        _engine.Advance(now);
        var changed = _engine.TakeChanged().Select(number => (Id: _engine.IdOf(number), Number: number)).Where(node => IsAtWork(node.Id, node.Number)).Select(node => node.Id).ToHashSet();
        changed.UnionWith(_begun);
        _begun.Clear();
        foreach (var (id, until) in _awaited)
        {
            if (now >= until || _engine.IsReady(_numbers[id]))
            {
                _awaited.Remove(id);
                changed.Add(id);
            }
        }

        changed.ExceptWith(_awaited.Keys);
        foreach (var id in changed)
        {
            var number = _numbers[id];
            _record.Take(id, _engine.HealthOf(number), now, symptom => _engine.EvidenceFor(number, symptom));
        }

        _health = _health is null
            ? _propagation.Evaluate(_graph, Own, _ => null, now, awaited: _awaited.Keys)
            : _propagation.Update(_health, _graph, changed, Own, _ => null, now, _awaited.Keys);
        foreach (var id in _health.Changed)
        {
            _record.Take(id, _health.Statuses[id], now);
        }
    }

    /// <summary>The status of a node after the last step.</summary>
    /// <exception cref="InvalidOperationException">No time has passed yet.</exception>
    public HealthStatus StatusOf(SubserviceId id) => (_health ?? throw new InvalidOperationException("no time has passed yet")).Statuses[id];

    /// <summary>The account of every symptom of a node now, raised or not.</summary>
    public IReadOnlyList<Explanation> Explain(SubserviceId id) => _engine.Explain(_numbers[id]);

    private bool IsAtWork(SubserviceId id, int number) => _numbers.TryGetValue(id, out var used) && used == number;

    private OwnHealth? Own(SubserviceId id) =>
        _awaited.ContainsKey(id) ? null : _numbers.TryGetValue(id, out var number) ? _engine.HealthOf(number) : OwnHealth.Healthy;
}
