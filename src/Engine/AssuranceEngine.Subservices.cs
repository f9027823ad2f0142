using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Model.Health;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Engine;

/// <summary>Subservices come and go.</summary>
public sealed partial class AssuranceEngine
{
    /// <summary>Adds a subservice. What it shares with others is evaluated once, and is there at once.</summary>
    /// <returns>Its number. One subservice may be in the engine twice for a while, when its plan changes.</returns>
    public int Add(SubservicePlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var number = _free.TryPop(out var free) ? free : _subservices.Count;
        var subservice = new Subservice(plan, number);
        if (number == _subservices.Count)
        {
            _subservices.Add(subservice);
        }
        else
        {
            _subservices[number] = subservice;
        }

        foreach (var input in plan.Inputs)
        {
            if (input >= 0)
            {
                _inputs[input].Readers.Add(number);
            }
        }

        AddSymptoms(subservice);
        _changed.Add(number);
        return number;
    }

    /// <summary>Removes a subservice; what others share stays.</summary>
    public void Remove(int subservice)
    {
        var removed = _subservices[subservice]!;
        var symptoms = removed.Type.Symptoms;
        for (var i = 0; i < symptoms.Length; i++)
        {
            RemoveExpressions(removed, symptoms[i], removed.FirstSlot + i);
        }

        _slots.Remove(removed.FirstSlot, symptoms.Length);
        foreach (var input in removed.Inputs)
        {
            if (input >= 0)
            {
                _inputs[input].Readers.Remove(subservice);
            }
        }

        _subservices[subservice] = null;
        _changed.Remove(subservice);
        _free.Push(subservice);
    }

    /// <summary>Goes on with the symptoms of an earlier evaluation of the same subservice, or of one before a restart.</summary>
    public void Resume(int subservice, IEnumerable<Symptom> earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        var resumed = _subservices[subservice]!;
        foreach (var symptom in earlier.Where(symptom => symptom.AgentId == _agentId))
        {
            if (symptom.Kind != SymptomKind.MissingInput)
            {
                Resume(resumed, symptom);
            }
            else if (symptom.IsActive && CanMiss(resumed, symptom.Id))
            {
                (resumed.Missing ??= new(StringComparer.Ordinal))[symptom.Id] = new MissingInput(symptom);
            }
        }
    }

    // What the device has no such thing of, or the type reads no more, would be missing for ever.
    private static bool CanMiss(Subservice subservice, string symptomId) =>
        subservice.Type.MissingIds.IndexOf(symptomId) is var index && index >= 0 && subservice.Inputs[index] >= 0;

    /// <summary>Whether every input was read, and the required ones with success, so that a first status means something.</summary>
    public bool IsReady(int subservice)
    {
        var asked = _subservices[subservice]!;
        for (var i = 0; i < asked.Inputs.Length; i++)
        {
            if (asked.Inputs[i] >= 0 && !IsReady(_inputs[asked.Inputs[i]], asked.Type.RequiredInputs[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>What a number stands for.</summary>
    public SubserviceId IdOf(int subservice) => _subservices[subservice]!.Id;

    private static bool IsReady(in InputState input, bool isRequired) => input.IsRead && (!isRequired || input.IsFresh || !input.Definition!.IsSupported);

    /// <summary>The numbers of a subservice's inputs in the graph, by the order of the type.</summary>
    private ReadOnlySpan<int> NumbersOf(Subservice subservice, Span<int> buffer)
    {
        for (var i = 0; i < subservice.Inputs.Length; i++)
        {
            var input = subservice.Inputs[i];
            buffer[i] = input < 0 ? _inputs.Never(subservice.Type.Declarations[i]) : _inputs[input].Number;
        }

        return buffer[..subservice.Inputs.Length];
    }

    private void AddSymptoms(Subservice subservice)
    {
        var type = subservice.Type;
        Span<int> numbers = stackalloc int[type.InputNames.Length];
        Span<int> inputs = stackalloc int[type.InputNames.Length];
        NumbersOf(subservice, numbers);
        if (_constants.Length < type.ConstantNames.Length)
        {
            _constants = new ExpressionConstant[type.ConstantNames.Length];
        }

        subservice.FirstSlot = _slots.Add(subservice.Number, type.Symptoms.Length);
        for (var i = 0; i < type.Symptoms.Length; i++)
        {
            AddExpressions(subservice, type.Symptoms[i], subservice.FirstSlot + i, numbers, inputs);
        }
    }

    private void AddExpressions(Subservice subservice, SymptomPlan plan, int slot, ReadOnlySpan<int> numbers, Span<int> inputs)
    {
        var handle = plan.FirstHandle;
        subservice.Handles[handle++] = Add(plan.When, subservice, slot, numbers, inputs);
        if (plan.Weight is not null)
        {
            subservice.Handles[handle++] = Add(plan.Weight, subservice, slot, numbers, inputs);
        }

        foreach (var (_, expression) in plan.Texts)
        {
            subservice.Handles[handle++] = Add(expression, subservice, SymptomSlot.None, numbers, inputs);
        }
    }

    private ExpressionHandle Add(ExpressionPlan plan, Subservice subservice, int watcher, ReadOnlySpan<int> numbers, Span<int> inputs) =>
        _graph.Add(plan.Expression, plan.Inputs(numbers, inputs), plan.Constants(subservice.Constants, _constants), watcher);

    private void RemoveExpressions(Subservice subservice, SymptomPlan plan, int slot)
    {
        _graph.Remove(subservice.ConditionOf(plan), slot);
        if (plan.Weight is not null)
        {
            _graph.Remove(subservice.WeightOf(plan), slot);
        }

        for (var i = 0; i < plan.Texts.Length; i++)
        {
            _graph.Remove(subservice.TextOf(plan, i));
        }
    }

    private void Resume(Subservice subservice, Symptom symptom)
    {
        var symptoms = subservice.Type.Symptoms;
        for (var i = 0; i < symptoms.Length; i++)
        {
            var (plan, slot) = (symptoms[i], subservice.FirstSlot + i);
            ref var state = ref _slots[slot];
            if (plan.KeyOf(symptom.Id) is not { } key)
            {
                continue;
            }

            var definition = plan.Definition;
            var resumed = symptom with
            {
                Weight = definition.WeightExpression is null ? definition.Weight : Math.Min(definition.Weight, symptom.Weight),
                Broken = definition.Broken,
                Local = definition.Local,
            };
            if (definition.ForEach.IsEmpty)
            {
                (state.Run ??= new SymptomRun(definition)).Symptom = resumed;
            }
            else
            {
                (state.Runs ??= []).TryAdd(key, new SymptomRun(definition) { Symptom = resumed });
            }

            _due.Enqueue(slot, 0);
        }
    }
}
