using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Contracts.Health;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.Engine;
using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Model.Health;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Agent.Subservices;

/// <summary>A node in the engine.</summary>
/// <param name="Number">Its number there.</param>
/// <param name="Plan">How it is evaluated.</param>
/// <param name="Inputs">Numbers of the engine's inputs it reads.</param>
internal sealed record EvaluatedNode(int Number, NodePlan Plan, IReadOnlyList<int> Inputs)
{
    public IEnumerable<FeedDefinition> Feeds => Plan.Inputs.Select(input => input.Feed).OfType<FeedDefinition>();
}

/// <summary>
/// The engine with the feeds that flow into it: one input for each feed, however many nodes read it. Used by one thread.
/// </summary>
internal sealed class NodeBoard(string agentId)
{
    private readonly AssuranceEngine _engine = new(agentId);
    private readonly Dictionary<FeedDefinition, int> _inputs = [];

    public EvaluatedNode Add(NodePlan plan, IEnumerable<Symptom> earlier)
    {
        var inputs = plan.Inputs.ToDictionary(input => input.Input.Name, InputOf, StringComparer.Ordinal);
        var number = _engine.Add(
            SubservicePlan.Of(plan.Node.Id, plan.Type, plan.Node.Parameters, plan.Constants, name => inputs.GetValueOrDefault(name, -1)));
        _engine.Resume(number, earlier);
        return new EvaluatedNode(number, plan, [.. inputs.Values]);
    }

    public void Remove(EvaluatedNode node)
    {
        _engine.Remove(node.Number);
        var unused = node.Inputs.Where(input => !_engine.IsRead(input)).ToHashSet();
        foreach (var feed in node.Feeds.Where(feed => _inputs.TryGetValue(feed, out var input) && unused.Contains(input)))
        {
            _inputs.Remove(feed);
        }

        foreach (var input in unused)
        {
            _engine.RemoveInput(input);
        }
    }

    public void Take(in FeedReading reading)
    {
        if (!_inputs.TryGetValue(reading.Feed.Definition, out var input))
        {
            return;
        }

        if (reading.Series.IsDefault)
        {
            _engine.Set(input, reading.Sample, reading.Implementation.Origin);
        }
        else
        {
            _engine.SetSeries(
                input, reading.Sample.Time, [.. reading.Series.Select(series => (series.Key, series.Sample))], reading.Implementation.Origin);
        }
    }

    /// <summary>Evaluates what was taken, and lets time pass.</summary>
    /// <returns>The nodes whose health is another than before, with their numbers.</returns>
    public IReadOnlyList<(SubserviceId Id, int Number)> Advance(DateTimeOffset now)
    {
        _engine.Advance(now);
        return [.. _engine.TakeChanged().Select(number => (_engine.IdOf(number), number))];
    }

    /// <summary>When time alone may raise or clear a symptom next; null when only a new sample can.</summary>
    public DateTimeOffset? NextDue => _engine.NextDue;

    public bool IsReady(EvaluatedNode node) => _engine.IsReady(node.Number);

    public OwnHealth HealthOf(EvaluatedNode node) => _engine.HealthOf(node.Number);

    /// <summary>Every condition of a node with its values now.</summary>
    public IReadOnlyList<ConditionAccount> Explain(EvaluatedNode node)
    {
        var raised = HealthOf(node).Symptoms.Where(symptom => symptom.IsActive).Select(symptom => symptom.Id).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. _engine.Explain(node.Number).Select(explanation => new ConditionAccount(
                explanation.SymptomId,
                explanation.Definition?.Description ?? "",
                raised.Contains(explanation.SymptomId),
                EvidenceText.Of(explanation))),
        ];
    }

    /// <summary>What the last change of a symptom rested on.</summary>
    /// <param name="node">Its node.</param>
    /// <param name="symptomId">The symptom.</param>
    /// <param name="packets">Finds the packets behind it; null where they are not wanted.</param>
    public Evidence? EvidenceFor(EvaluatedNode node, string symptomId, PacketEvidence? packets = null)
    {
        if (_engine.EvidenceFor(node.Number, symptomId) is not { } explanation)
        {
            return null;
        }

        var evidence = EvidenceText.Of(explanation);
        evidence.Packets = packets?.Behind(explanation, node.Plan);
        return evidence;
    }

    private int InputOf(PlannedInput planned)
    {
        if (planned.Feed is not { } feed)
        {
            var unsupported = _engine.AddInput(planned.ToEngine());
            _engine.Set(unsupported, Sample.Failed(default, planned.Unsupported!), SampleOrigin.None);
            return unsupported;
        }

        if (!_inputs.TryGetValue(feed, out var input))
        {
            input = _engine.AddInput(planned.ToEngine());
            _inputs.Add(feed, input);
        }

        return input;
    }
}
