using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Model.Health;

namespace RouterAlertAssurance.Engine;

/// <summary>Inputs that are missing, and the account of every symptom.</summary>
public sealed partial class AssuranceEngine
{
    /// <summary>What the last change of a symptom rested on; null when it never changed.</summary>
    public Explanation? EvidenceFor(int subservice, string symptomId) => _subservices[subservice]!.Evidence?.GetValueOrDefault(symptomId);

    /// <summary>The account of every symptom of a subservice now, raised or not, in the order of the package.</summary>
    public IReadOnlyList<Explanation> Explain(int subservice)
    {
        var explained = _subservices[subservice]!;
        return [.. explained.Type.Symptoms.SelectMany(symptom => AccountsOf(explained, symptom))];
    }

    private IEnumerable<Explanation> AccountsOf(Subservice subservice, SymptomPlan plan) => plan.Definition.ForEach.IsEmpty
        ? [Account(subservice, plan, SeriesKey.None)]
        : _graph.ReadSeries(subservice.ConditionOf(plan)).Select(item => Account(subservice, plan, item.Key));

    private void Explained(Subservice subservice, SymptomPlan plan, SeriesKey key)
    {
        _changed.Add(subservice.Number);
        (subservice.Evidence ??= new(StringComparer.Ordinal))[plan.IdOf(key)] = Account(subservice, plan, key);
    }

    private Explanation Account(Subservice subservice, SymptomPlan plan, SeriesKey key)
    {
        var expression = plan.When.Expression;
        var inputs = plan.When.Inputs(NumbersOf(subservice, new int[subservice.Inputs.Length]), new int[expression.InputNames.Length]);
        var constants = plan.When.Constants(subservice.Constants, new ExpressionConstant[expression.ConstantNames.Length]);
        // Outermost first, the way people read them.
        var steps = _graph.Explain(subservice.ConditionOf(plan), expression, inputs, constants, key).Reverse().ToList();
        return new Explanation(plan.IdOf(key), expression.Text, steps, [.. AccountsOfInputs(subservice, expression)]) { Definition = plan.Definition, Series = key };
    }

    private IEnumerable<InputExplanation> AccountsOfInputs(Subservice subservice, CompiledExpression expression)
    {
        var names = subservice.Type.InputNames;
        for (var i = 0; i < names.Length; i++)
        {
            if (subservice.Inputs[i] >= 0 && expression.Inputs.Contains(names[i]))
            {
                yield return Account(names[i], subservice.Inputs[i]);
            }
        }
    }

    private InputExplanation Account(string name, int input)
    {
        ref readonly var state = ref _inputs[input];
        var definition = state.Definition!;
        return new InputExplanation(name, definition.Metric, definition.Device, definition.Declaration.Unit, state.Origin, state.Last, state.IsRead) { Series = state.Series ?? [] };
    }

    private void UpdateMissing(Subservice subservice)
    {
        var inputs = subservice.Inputs;
        for (var i = 0; i < inputs.Length; i++)
        {
            if (inputs[i] >= 0 && _inputs[inputs[i]].IsFresh is var isFresh && (!isFresh || subservice.Missing is not null))
            {
                UpdateMissing(subservice, i, isFresh);
            }
        }
    }

    private void UpdateMissing(Subservice subservice, int index, bool isFresh)
    {
        var id = subservice.Type.MissingIds[index];
        var missing = subservice.Missing ??= new(StringComparer.Ordinal);
        if (isFresh ? missing.Remove(id) : Follow(subservice, index, missing, id))
        {
            var name = subservice.Type.InputNames[index];
            (subservice.Evidence ??= new(StringComparer.Ordinal))[id] = new Explanation(id, name, [], [Account(name, subservice.Inputs[index])]);
        }

        if (missing.Count == 0)
        {
            subservice.Missing = null;
        }
    }

    // The reason may become another while the input stays missing: the text and the evidence follow, and the start stays.
    private bool Follow(Subservice subservice, int index, Dictionary<string, MissingInput> missing, string id)
    {
        ref readonly var state = ref _inputs[subservice.Inputs[index]];
        var reason = state.IsRead ? state.Last.Reason ?? "no value" : InputExplanation.NeverRead;
        if (!missing.TryGetValue(id, out var input))
        {
            missing[id] = input = new MissingInput(MissingSymptom(id, state.Definition!, subservice.Type.RequiredInputs[index]));
        }
        else if (input.Reason == reason || (!state.IsRead && input.Reason is null))
        {
            // One that is gone on with keeps what was said of it until somebody looked again.
            return false;
        }
        else if (_now - input.TextAt < TextInterval)
        {
            input.Await(subservice.Number, _renewals, input.TextAt + TextInterval);
            return false;
        }

        input.Say(reason, $"{state.Definition!.Metric} of {state.Definition.Device} is not known since {input.Symptom.Start:HH:mm:ss}: {reason}", _now);
        return true;
    }

    private Symptom MissingSymptom(string id, EngineInput definition, bool isRequired) => new()
    {
        Id = id,
        AgentId = _agentId,
        Weight = isRequired ? MissingWeight : 0,
        Text = definition.Metric,
        Start = _now,
        Kind = SymptomKind.MissingInput,
    };
}
