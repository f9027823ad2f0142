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
        return [.. explained.Slots.SelectMany(slot => AccountsOf(explained, slot))];
    }

    private IEnumerable<Explanation> AccountsOf(Subservice subservice, int slot)
    {
        var state = _slots[slot];
        var plan = subservice.Plan.Type.Symptoms[state.Index];
        return plan.Definition.ForEach.IsEmpty
            ? [Account(subservice, state, plan, SeriesKey.None)]
            : _graph.ReadSeries(state.Condition).Select(item => Account(subservice, state, plan, item.Key));
    }

    private void Explained(in SymptomSlot state, SymptomPlan plan, SeriesKey key)
    {
        var subservice = _subservices[state.Subservice]!;
        _changed.Add(state.Subservice);
        (subservice.Evidence ??= new(StringComparer.Ordinal))[plan.IdOf(key)] = Account(subservice, state, plan, key);
    }

    private Explanation Account(Subservice subservice, in SymptomSlot state, SymptomPlan plan, SeriesKey key)
    {
        var expression = plan.When.Expression;
        var inputs = plan.When.Inputs(subservice.Numbers, new int[expression.InputNames.Length]);
        var constants = plan.When.Constants(subservice.Plan.Constants, new ExpressionConstant[expression.ConstantNames.Length]);
        // Outermost first, the way people read them.
        var steps = _graph.Explain(state.Condition, expression, inputs, constants, key).Reverse().ToList();
        return new Explanation(
            plan.IdOf(key), expression.Text, steps, [.. subservice.Plan.Inputs.Where(input => expression.Inputs.Contains(input.Name)).Select(Account).OfType<InputExplanation>()])
        {
            Definition = plan.Definition,
        };
    }

    private InputExplanation? Account(SubserviceInput input)
    {
        if (input.Input < 0)
        {
            return null;
        }

        ref readonly var state = ref _inputs[input.Input];
        var definition = state.Definition!;
        return new InputExplanation(input.Name, definition.Metric, definition.Device, definition.Declaration.Unit, state.Origin, state.Last, state.IsRead);
    }

    private void UpdateMissing(Subservice subservice)
    {
        var inputs = subservice.Plan.Inputs;
        for (var i = 0; i < inputs.Length; i++)
        {
            if (inputs[i].Input >= 0 && _inputs[inputs[i].Input].IsFresh is var isFresh && (!isFresh || subservice.Missing is not null))
            {
                UpdateMissing(subservice, inputs[i], subservice.Plan.Type.MissingIds[i], isFresh);
            }
        }
    }

    private void UpdateMissing(Subservice subservice, SubserviceInput input, string id, bool isFresh)
    {
        var missing = subservice.Missing ??= new(StringComparer.Ordinal);
        var changed = isFresh ? missing.Remove(id) : missing.TryAdd(id, MissingInput(id, input));
        if (changed)
        {
            (subservice.Evidence ??= new(StringComparer.Ordinal))[id] = new Explanation(id, input.Name, [], [Account(input)!]);
        }

        if (missing.Count == 0)
        {
            subservice.Missing = null;
        }
    }

    private Symptom MissingInput(string id, SubserviceInput input)
    {
        ref readonly var state = ref _inputs[input.Input];
        var reason = !state.IsRead ? "not read yet" : state.Last.Reason ?? "no value";
        return new Symptom
        {
            Id = id,
            AgentId = _agentId,
            Weight = input.IsRequired ? MissingWeight : 0,
            Text = $"{state.Definition!.Metric} of {state.Definition.Device} is not known since {_now:HH:mm:ss}: {reason}",
            Start = _now,
            Kind = SymptomKind.MissingInput,
        };
    }
}
