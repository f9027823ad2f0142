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
        var subservice = new Subservice(plan);
        var number = Keep(subservice);
        Connect(subservice, number);
        subservice.Slots = new int[plan.Type.Symptoms.Length];
        Span<int> inputs = stackalloc int[plan.Type.InputNames.Length];
        if (_constants.Length < plan.Type.ConstantNames.Length)
        {
            _constants = new ExpressionConstant[plan.Type.ConstantNames.Length];
        }

        for (var i = 0; i < subservice.Slots.Length; i++)
        {
            subservice.Slots[i] = AddSlot(subservice, number, i, inputs, _constants);
        }

        _changed.Add(number);
        return number;
    }

    /// <summary>Removes a subservice; what others share stays.</summary>
    public void Remove(int subservice)
    {
        var removed = _subservices[subservice]!;
        foreach (var slot in removed.Slots)
        {
            RemoveSlot(removed, slot);
        }

        foreach (var input in removed.Plan.Inputs.Where(input => input.Input >= 0))
        {
            _inputs[input.Input].Readers.Remove(subservice);
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
            else if (symptom.IsActive && CanMiss(resumed.Plan, symptom.Id))
            {
                (resumed.Missing ??= new(StringComparer.Ordinal))[symptom.Id] = symptom;
            }
        }
    }

    // What the device has no such thing of, or the type reads no more, would be missing for ever.
    private static bool CanMiss(SubservicePlan plan, string symptomId) =>
        plan.Type.MissingIds.IndexOf(symptomId) is var index && index >= 0 && plan.Inputs[index].Input >= 0;

    /// <summary>Whether every input was read, and the required ones with success, so that a first status means something.</summary>
    public bool IsReady(int subservice) => _subservices[subservice]!.Plan.Inputs.All(input =>
        input.Input < 0 || (_inputs[input.Input].IsRead && (!input.IsRequired || _inputs[input.Input].IsFresh || !_inputs[input.Input].Definition!.IsSupported)));

    /// <summary>What a number stands for.</summary>
    public SubserviceId IdOf(int subservice) => _subservices[subservice]!.Plan.Id;

    private int Keep(Subservice subservice)
    {
        if (_free.TryPop(out var number))
        {
            _subservices[number] = subservice;
            return number;
        }

        _subservices.Add(subservice);
        return _subservices.Count - 1;
    }

    private void Connect(Subservice subservice, int number)
    {
        var plan = subservice.Plan;
        subservice.Numbers = new int[plan.Inputs.Length];
        for (var i = 0; i < plan.Inputs.Length; i++)
        {
            var input = plan.Inputs[i].Input;
            if (input < 0)
            {
                subservice.Numbers[i] = _inputs.Never(plan.Type.Declarations[i]);
                continue;
            }

            subservice.Numbers[i] = _inputs[input].Number;
            subservice.Counted++;
            _inputs[input].Readers.Add(number);
        }
    }

    private int AddSlot(Subservice subservice, int number, int index, Span<int> inputs, Span<ExpressionConstant> constants)
    {
        var plan = subservice.Plan.Type.Symptoms[index];
        var slot = _slots.Add(number, index);
        var condition = Add(plan.When, subservice, slot, inputs, constants);
        var weight = plan.Weight is null ? default : Add(plan.Weight, subservice, slot, inputs, constants);
        var texts = plan.Texts.IsEmpty ? [] : new ExpressionHandle[plan.Texts.Length];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = Add(plan.Texts[i].Expression, subservice, SymptomSlot.None, inputs, constants);
        }

        ref var added = ref _slots[slot];
        (added.Condition, added.Weight, added.Texts) = (condition, weight, texts);
        return slot;
    }

    private ExpressionHandle Add(ExpressionPlan plan, Subservice subservice, int watcher, Span<int> inputs, Span<ExpressionConstant> constants) =>
        _graph.Add(plan.Expression, plan.Inputs(subservice.Numbers, inputs), plan.Constants(subservice.Plan.Constants, constants), watcher);

    private void RemoveSlot(Subservice subservice, int slot)
    {
        ref var removed = ref _slots[slot];
        var plan = subservice.Plan.Type.Symptoms[removed.Index];
        _graph.Remove(removed.Condition, slot);
        if (plan.Weight is not null)
        {
            _graph.Remove(removed.Weight, slot);
        }

        foreach (var text in removed.Texts)
        {
            _graph.Remove(text);
        }

        _slots.Remove(slot);
    }

    private void Resume(Subservice subservice, Symptom symptom)
    {
        foreach (var slot in subservice.Slots)
        {
            ref var state = ref _slots[slot];
            var plan = subservice.Plan.Type.Symptoms[state.Index];
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
