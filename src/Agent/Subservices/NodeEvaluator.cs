using System.Collections.Immutable;
using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Contracts.Health;
using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Heuristics.Templates;
using RouterAlertAssurance.Model.Health;

namespace RouterAlertAssurance.Agent.Subservices;

/// <summary>Evaluates one owned node: samples in, own health out. Keeps rate windows and symptoms between samples. Used by one thread.</summary>
internal sealed class NodeEvaluator
{
    private const int MissingWeight = 100;
    private const int StoppedKept = 16;

    private readonly NodePlan _plan;
    private readonly string _agentId;
    private readonly IReadOnlyDictionary<string, string> _parameters;
    private readonly ExpressionEvaluator _expressions;
    private readonly ImmutableArray<NodeInput> _inputs;
    private readonly ImmutableArray<SymptomState> _symptoms;
    private readonly Dictionary<string, Symptom> _missing = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Evidence> _evidence = new(StringComparer.Ordinal);

    public NodeEvaluator(NodePlan plan, IReadOnlyDictionary<string, string> parameters, string agentId)
    {
        (_plan, _parameters, _agentId) = (plan, parameters, agentId);
        _inputs = [.. plan.Inputs.Select(planned => new NodeInput(planned.Input, planned.Feed, planned.Unsupported))];
        _symptoms = [.. plan.Symptoms.Select(symptom => new SymptomState(symptom, agentId))];
        _expressions = new ExpressionEvaluator(plan.Symptoms.SelectMany(Expressions));
    }

    public string Signature => _plan.Signature;

    public ImmutableArray<NodeInput> Inputs => _inputs;

    /// <summary>Result of the last evaluation; the same object for as long as nothing changed.</summary>
    public OwnHealth Health { get; private set; } = OwnHealth.Healthy;

    /// <summary>Whether every input was read, and the required ones with success, so that a first status means something.</summary>
    public bool IsReady => _inputs.All(input => input.Feed is null || (input.IsRead && (!input.IsRequired || input.IsFresh)));

    /// <summary>When time alone may change the result; null when only a new value can.</summary>
    public DateTimeOffset? Due => _symptoms.Select(symptom => symptom.Due).Where(due => due is not null).Min();

    /// <summary>What the last change of a symptom rested on.</summary>
    public Evidence? EvidenceFor(string symptomId) => _evidence.GetValueOrDefault(symptomId);

    /// <summary>Goes on with the symptoms of an earlier evaluator of the same node, or of one before a restart.</summary>
    public void Resume(IEnumerable<Symptom> earlier)
    {
        foreach (var symptom in earlier.Where(symptom => symptom.AgentId == _agentId))
        {
            if (symptom.Kind == SymptomKind.MissingInput && symptom.IsActive)
            {
                _missing[symptom.Id] = symptom;
            }

            _symptoms.FirstOrDefault(state => state.Resolved.Definition.Id == symptom.Id)?.Resume(symptom);
        }
    }

    /// <summary>Takes a sample for every input that reads the feed.</summary>
    public void Take(in FeedReading reading)
    {
        foreach (var input in _inputs)
        {
            if (input.Feed is { } feed && feed.Equals(reading.Feed.Definition))
            {
                input.Take(reading.Sample, reading.Implementation);
                _expressions.Set(input.Name, reading.Sample);
            }
        }
    }

    /// <summary>True when the health is another than before.</summary>
    public bool Evaluate(DateTimeOffset now)
    {
        foreach (var input in _inputs)
        {
            if (input.Age(now))
            {
                _expressions.Set(input.Name, input.Last);
            }
        }

        foreach (var symptom in _symptoms)
        {
            Advance(symptom, now);
        }

        UpdateMissing(now);
        return Publish();
    }

    private static IEnumerable<(string Name, CompiledExpression Expression)> Expressions(Heuristics.MetricResolution.ResolvedSymptom symptom) =>
        symptom.TextExpressions
            .Select(text => (TextName(symptom.Definition.Id, text.Key), text.Value))
            .Prepend((symptom.Definition.Id, symptom.When));

    private static string TextName(string symptom, string expression) => $"{symptom} {expression}";

    private void Advance(SymptomState symptom, DateTimeOffset now)
    {
        var id = symptom.Resolved.Definition.Id;
        if (symptom.Advance(_expressions.Evaluate(id), now, () => Text(symptom)) != SymptomTransition.None)
        {
            _evidence[id] = Explain(symptom);
        }
    }

    private string Text(SymptomState symptom)
    {
        var definition = symptom.Resolved.Definition;
        return Template.Render(
            definition.Text,
            reference => _parameters.GetValueOrDefault(reference) ?? reference,
            expression => SampleText.Of(_expressions.Evaluate(TextName(definition.Id, expression))) ?? "?") ?? definition.Description;
    }

    private Evidence Explain(SymptomState symptom)
    {
        var when = symptom.Resolved.When;
        // Outermost first, the way people read them.
        var steps = _expressions.Explain(symptom.Resolved.Definition.Id).Reverse().Select(step => new EvidenceStep(step.Text, SampleText.Of(step.Value, step.Unit)));
        return new Evidence(when.Text, [.. steps], [.. _inputs.Where(input => when.Inputs.Contains(input.Name)).Select(input => input.ToEvidence())]);
    }

    private void UpdateMissing(DateTimeOffset now)
    {
        foreach (var input in _inputs)
        {
            var id = $"{_plan.Type.Package}/{_plan.Type.Name}.input-missing/{input.Name}";
            if (!input.IsFresh && !_missing.ContainsKey(id))
            {
                _missing[id] = Missing(id, input, now);
                _evidence[id] = new Evidence(input.Name, [], [input.ToEvidence()]);
            }
            else if (input.IsFresh && _missing.Remove(id))
            {
                _evidence[id] = new Evidence(input.Name, [], [input.ToEvidence()]);
            }
        }
    }

    private Symptom Missing(string id, NodeInput input, DateTimeOffset now) => new()
    {
        Id = id,
        AgentId = _agentId,
        Weight = input.IsRequired ? MissingWeight : 0,
        Text = $"{input.Metric} of {input.Device} is not known since {now:HH:mm:ss}: {input.Reason}",
        Start = now,
        Kind = SymptomKind.MissingInput,
    };

    private bool Publish()
    {
        var isKnown = _inputs.All(input => !input.IsRequired || input.IsFresh);
        var coverage = _inputs.Length == 0 ? 1 : (double)_inputs.Count(input => input.IsFresh) / _inputs.Length;
        var active = _symptoms.Where(symptom => symptom.IsRaised).Select(symptom => symptom.Symptom!);
        var stopped = _symptoms.Select(symptom => symptom.Symptom).OfType<Symptom>().Where(symptom => !symptom.IsActive)
            .OrderByDescending(symptom => symptom.Stop).Take(StoppedKept);
        ImmutableArray<Symptom> all = [.. active, .. _missing.Values.OrderBy(symptom => symptom.Id, StringComparer.Ordinal), .. stopped];
        if (isKnown == Health.IsKnown && coverage.Equals(Health.Coverage) && all.SequenceEqual(Health.Symptoms))
        {
            return false;
        }

        Health = new OwnHealth(all, isKnown, coverage);
        return true;
    }
}
