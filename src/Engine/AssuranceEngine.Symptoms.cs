using System.Collections.Immutable;
using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Model.Health;

namespace RouterAlertAssurance.Engine;

/// <summary>Symptoms follow their conditions.</summary>
public sealed partial class AssuranceEngine
{
    private const int MissingWeight = 100;
    private const int StoppedKept = 16;

    // The text of an active symptom follows the values, but not with every sample.
    private static readonly TimeSpan TextInterval = TimeSpan.FromSeconds(10);

    private void Follow(int slot)
    {
        ref var state = ref _slots[slot];
        if (state.Subservice == SymptomSlot.None)
        {
            return;
        }

        var subservice = _subservices[state.Subservice]!;
        var plan = subservice.Type.Symptoms[slot - subservice.FirstSlot];
        if (!plan.Definition.ForEach.IsEmpty)
        {
            FollowSeries(slot, ref state, subservice, plan);
            return;
        }

        var condition = _graph.Read(subservice.ConditionOf(plan));
        if ((state.Run is null && !condition.Boolean) || (!condition.IsPresent && IsAwaited(subservice, plan)))
        {
            return;
        }

        Step(slot, subservice, plan, state.Run ??= new SymptomRun(plan.Definition), SeriesKey.None, condition.Boolean);
    }

    // Nothing is concluded before each input was read once: a symptom that is gone on with must not end because nobody looked yet.
    private bool IsAwaited(Subservice subservice, SymptomPlan plan)
    {
        var names = subservice.Type.InputNames;
        for (var i = 0; i < names.Length; i++)
        {
            if (subservice.Inputs[i] is var input && input >= 0 && !_inputs[input].IsRead && plan.When.Expression.Inputs.Contains(names[i]))
            {
                return true;
            }
        }

        return false;
    }

    private void FollowSeries(int slot, ref SymptomSlot state, Subservice subservice, SymptomPlan plan)
    {
        var values = _graph.ReadSeries(subservice.ConditionOf(plan));
        foreach (var (key, value) in values)
        {
            if (value.Boolean || state.Runs?.ContainsKey(key) == true)
            {
                state.Runs ??= [];
                if (!state.Runs.TryGetValue(key, out var run))
                {
                    state.Runs.Add(key, run = new SymptomRun(plan.Definition));
                }

                Step(slot, subservice, plan, run, key, value.Boolean);
            }
        }

        if (state.Runs is null)
        {
            return;
        }

        // A series that is no more has no condition that could hold.
        if (IsAwaited(subservice, plan))
        {
            return;
        }

        var present = values.Select(item => item.Key).ToHashSet();
        foreach (var (key, run) in state.Runs.Where(pair => !present.Contains(pair.Key)).ToList())
        {
            Step(slot, subservice, plan, run, key, holds: false);
        }

        foreach (var (key, _) in state.Runs.Where(pair => pair.Value.IsIdle).ToList())
        {
            state.Runs.Remove(key);
        }
    }

    private void Step(int slot, Subservice subservice, SymptomPlan plan, SymptomRun run, SeriesKey key, bool holds)
    {
        var transition = run.Advance(holds, _now);
        if (transition == SymptomTransition.Raised)
        {
            run.Symptom = Raise(subservice, plan, run, key);
            run.TextAt = _now;
        }
        else if (transition == SymptomTransition.Cleared)
        {
            run.Symptom = run.Symptom! with { Stop = _now };
        }
        else if (run.IsRaised && holds)
        {
            Refresh(subservice, plan, run, key);
        }

        if (transition != SymptomTransition.None)
        {
            Explained(subservice, plan, key);
        }

        if ((run.Due ?? (run.IsRaised ? run.TextAt + TextInterval : null)) is { } visit)
        {
            Visit(slot, run, visit.UtcTicks);
        }
    }

    private void Visit(int slot, SymptomRun run, long ticks)
    {
        if (run.Visit <= _now.UtcTicks || ticks < run.Visit)
        {
            run.Visit = ticks;
            _due.Enqueue(slot, ticks);
        }
    }

    private Symptom Raise(Subservice subservice, SymptomPlan plan, SymptomRun run, SeriesKey key)
    {
        _changed.Add(subservice.Number);
        return new Symptom
        {
            Id = plan.IdOf(key),
            AgentId = _agentId,
            Weight = WeightOf(subservice, plan, key) ?? plan.Definition.Weight,
            Text = TextOf(subservice, plan, run, key),
            Start = run.Since,
            Kind = SymptomKind.Own,
            Broken = plan.Definition.Broken,
            Local = plan.Definition.Local,
        };
    }

    private void Refresh(Subservice subservice, SymptomPlan plan, SymptomRun run, SeriesKey key)
    {
        var before = run.Symptom!;
        var weight = WeightOf(subservice, plan, key) ?? before.Weight;
        var text = before.Text;
        if (_now - run.TextAt >= TextInterval)
        {
            text = TextOf(subservice, plan, run, key);
            run.TextAt = _now;
        }

        if (weight != before.Weight || text != before.Text)
        {
            run.Symptom = before with { Weight = weight, Text = text };
            _changed.Add(subservice.Number);
        }
    }

    /// <summary>What the weight expression gives now; null where there is none, or no value.</summary>
    private int? WeightOf(Subservice subservice, SymptomPlan plan, SeriesKey key)
    {
        if (plan.Weight is null)
        {
            return null;
        }

        var value = ValueOf(subservice.WeightOf(plan), plan.Weight, plan, key);
        return value.IsPresent ? (int)Math.Clamp(Math.Round(value.Number), 0, plan.Definition.Weight) : null;
    }

    private ExpressionValue ValueOf(ExpressionHandle handle, ExpressionPlan expression, SymptomPlan plan, SeriesKey key)
    {
        var labels = expression.Expression.Labels;
        if (labels.IsEmpty)
        {
            return _graph.Read(handle);
        }

        var wanted = key.Only(plan.Definition.ForEach, labels);
        foreach (var (found, value) in _graph.ReadSeries(handle))
        {
            if (found.Equals(wanted))
            {
                return value;
            }
        }

        return ExpressionValue.Without(expression.Expression.Type, SampleState.Missing, "no such series", null);
    }

    private string TextOf(Subservice subservice, SymptomPlan plan, SymptomRun run, SeriesKey key)
    {
        var parameters = subservice.Parameters;
        var text = plan.Text.Render(
            reference => parameters.TryGetValue(reference, out var value) ? value : key.ValueOf(plan.Definition.ForEach, reference) ?? reference,
            expression => RenderedText(subservice, plan, expression, key)) ?? plan.Definition.Description;
        return run.Flaps > 0 ? $"{text} (flapping: {run.Flaps} times in {plan.Definition.Flapping.Within.TotalMinutes:0.#} min)" : text;
    }

    private string RenderedText(Subservice subservice, SymptomPlan plan, string expression, SeriesKey key)
    {
        for (var i = 0; i < plan.Texts.Length; i++)
        {
            if (plan.Texts[i].Text == expression)
            {
                var value = ValueOf(subservice.TextOf(plan, i), plan.Texts[i].Expression, plan, key);
                return value.IsPresent ? SampleText.Of(value, plan.Texts[i].Expression.Expression.Unit) : "?";
            }
        }

        return "?";
    }

    private bool Publish(Subservice subservice)
    {
        UpdateMissing(subservice);
        if (subservice.Missing is null && HasNoRuns(subservice))
        {
            var wasHealthy = ReferenceEquals(subservice.Health, OwnHealth.Healthy);
            subservice.Health = OwnHealth.Healthy;
            return !wasHealthy;
        }

        var isKnown = subservice.Missing is not { } missing || !missing.Values.Any(input => input.Symptom.Weight > 0);
        var counted = subservice.Inputs.Count(input => input >= 0);
        var coverage = counted == 0 ? 1 : (double)(counted - (subservice.Missing?.Count ?? 0)) / counted;
        var runs = Enumerable.Range(subservice.FirstSlot, subservice.Type.Symptoms.Length).SelectMany(RunsOf).Select(run => run.Symptom).OfType<Symptom>().ToList();
        ImmutableArray<Symptom> all =
        [
            .. runs.Where(symptom => symptom.IsActive),
            .. (subservice.Missing?.Values ?? Enumerable.Empty<MissingInput>()).Select(input => input.Symptom).OrderBy(symptom => symptom.Id, StringComparer.Ordinal),
            .. runs.Where(symptom => !symptom.IsActive).OrderByDescending(symptom => symptom.Stop).Take(StoppedKept),
        ];
        var before = subservice.Health;
        if (isKnown == before.IsKnown && coverage.Equals(before.Coverage) && all.SequenceEqual(before.Symptoms))
        {
            return false;
        }

        subservice.Health = all.IsEmpty && isKnown && coverage == 1 ? OwnHealth.Healthy : new OwnHealth(all, isKnown, coverage);
        return true;
    }

    private bool HasNoRuns(Subservice subservice)
    {
        for (var slot = subservice.FirstSlot; slot < subservice.FirstSlot + subservice.Type.Symptoms.Length; slot++)
        {
            if (_slots[slot].Run is not null || _slots[slot].Runs is not null)
            {
                return false;
            }
        }

        return true;
    }

    private IEnumerable<SymptomRun> RunsOf(int slot)
    {
        if (_slots[slot].Run is { } run)
        {
            return [run];
        }

        return _slots[slot].Runs?.OrderBy(pair => pair.Key, SeriesKey.Ordering).Select(pair => pair.Value) ?? [];
    }
}
