using RouterAlertAssurance.Engine;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Cli.Replay;

/// <summary>
/// An agent of the time that is replayed, with the nodes it owned. As in the product, its evaluation goes on as it is until the nodes that a version of the graph
/// brings have read their inputs.
/// </summary>
internal sealed class ReplayAgent(string name, AssuranceSimulation simulation, ReplayInputs inputs)
{
    /// <summary>How long agents wait for the first value of each input of a new configuration.</summary>
    private static readonly TimeSpan Warming = TimeSpan.FromSeconds(3);

    /// <summary>About how long a version of the graph is on its way to an agent.</summary>
    private static readonly TimeSpan Delivery = TimeSpan.FromMilliseconds(500);

    private Dictionary<SubserviceId, Evaluated> _atWork = [];
    private Dictionary<SubserviceId, Evaluated>? _next;
    private DateTimeOffset _begun;
    private bool _isThere;

    /// <summary>Whether it has put to work what it was last told.</summary>
    public bool IsSettled => _next is null;

    /// <summary>The configuration it is found with. Since when it has that is not known, so each node is waited for until its first value.</summary>
    public void Begin(IEnumerable<ReplayPlan> plans)
    {
        _isThere = true;
        _atWork = plans.ToDictionary(plan => plan.Id, plan =>
        {
            var bound = inputs.Bind(plan, name);
            return new Evaluated(simulation.Add(PlanOf(plan, bound), bound.Min(input => input.First) + Warming), plan, bound);
        });
    }

    /// <summary>Takes another configuration; nothing happens when it is the one it has.</summary>
    public void Configure(IReadOnlyCollection<ReplayPlan> plans, DateTimeOffset now)
    {
        var current = _next ?? _atWork;
        if (plans.Count == current.Count && plans.All(plan => current.TryGetValue(plan.Id, out var same) && ReferenceEquals(same.Plan, plan)))
        {
            return;
        }

        Drop(_next, _atWork);
        _next = plans.ToDictionary(plan => plan.Id, plan => _atWork.TryGetValue(plan.Id, out var same) && ReferenceEquals(same.Plan, plan) ? same : Prepare(plan));
        _begun = now + Delivery;
        if (!_isThere && _next.Values.SelectMany(node => node.Inputs).Min(input => input.First) is { } first)
        {
            // It may have been started later than it was told.
            _begun = first > _begun ? first : _begun;
            _isThere = true;
        }
    }

    /// <summary>Puts the next configuration to work once it is ready, or was waited for.</summary>
    public void Step(DateTimeOffset now)
    {
        if (_next is null || now < _begun || (now < _begun + Warming && !_next.Values.All(node => simulation.IsReady(node.Number))))
        {
            return;
        }

        // Those it keeps as well: another agent may have had them for a moment.
        foreach (var node in _next.Values)
        {
            simulation.Use(node.Number);
        }

        Drop(_atWork, _next);
        (_atWork, _next) = (_next, null);
    }

    private Evaluated Prepare(ReplayPlan plan)
    {
        var bound = inputs.Bind(plan, name);
        return new Evaluated(simulation.Prepare(PlanOf(plan, bound), goesOn: _atWork.ContainsKey(plan.Id)), plan, bound);
    }

    private void Drop(Dictionary<SubserviceId, Evaluated>? dropped, Dictionary<SubserviceId, Evaluated> kept)
    {
        foreach (var node in dropped?.Values.Where(node => !ReferenceEquals(kept.GetValueOrDefault(node.Plan.Id), node)) ?? [])
        {
            simulation.Remove(node.Number);
            inputs.Release(node.Inputs);
        }
    }

    private static SubservicePlan PlanOf(ReplayPlan plan, IReadOnlyList<ReplayInput> bound)
    {
        var numbers = bound.ToDictionary(input => input.Name, input => input.Number, StringComparer.Ordinal);
        return plan.With(input => numbers.GetValueOrDefault(input, -1));
    }

    private sealed record Evaluated(int Number, ReplayPlan Plan, IReadOnlyList<ReplayInput> Inputs);
}
