using RouterAlertAssurance.Expressions.Evaluation;

namespace RouterAlertAssurance.Expressions;

/// <summary>Inputs and their samples.</summary>
public sealed partial class ComputationGraph
{
    /// <summary>Adds an input. One with labels is a family: it has series, and the family itself says whether they are known.</summary>
    /// <returns>Its number, used in the other calls.</returns>
    public int AddInput(InputDeclaration declaration)
    {
        ArgumentNullException.ThrowIfNull(declaration);
        var input = _inputs.Add(declaration);
        if (!declaration.LabelSet.IsEmpty)
        {
            _families.Add(input, new SeriesFamily(declaration.LabelSet));
        }

        return input;
    }

    /// <summary>Removes an input that no expression reads any more, with its series.</summary>
    /// <exception cref="InvalidOperationException">An expression reads it.</exception>
    public void RemoveInput(int input)
    {
        ref var slot = ref _inputs[input];
        if (slot.Value >= 0 || slot.Rate >= 0 || slot.Increase >= 0 || (_families.TryGetValue(input, out var read) && read.Readers.Count > 0))
        {
            throw new InvalidOperationException("an expression reads the input");
        }

        if (_families.Remove(input, out var family))
        {
            foreach (var series in family.Series.Values)
            {
                _inputs.Free(series);
            }
        }

        _inputs.Free(input);
    }

    /// <summary>
    /// Sets the latest sample of an input. One that does not fit the declaration (type, not a finite number, a counter out of range) counts as failed.
    /// Of a family, only whether there is a value is taken; where there is none, all its series are without one for the same reason.
    /// To functions over time, what is set between two calls of <see cref="Update"/> is one reading.
    /// </summary>
    public void Set(int input, in Sample sample)
    {
        if (_families.TryGetValue(input, out var family))
        {
            SetFamily(input, family, sample);
            return;
        }

        ref var slot = ref _inputs[input];
        if (slot.Round == _round && IsFeeding(slot))
        {
            // Each sample counts for functions over time, so the one before must not be lost.
            Update();
        }

        slot.Round = _round;
        SetTimes(slot, sample.Time.UtcTicks);
        if (sample.State != SampleState.Present)
        {
            SetWithout(slot, sample.State, sample.Reason);
        }
        else if (slot.Reject(sample) is { } reason)
        {
            SetWithout(slot, SampleState.Failed, reason);
        }
        else
        {
            SetPresent(input, ref slot, sample);
        }
    }

    /// <summary>
    /// Lets time pass: samples leave windows, ages grow. The clock never goes back; a time before the last one is ignored.
    /// </summary>
    public void Advance(DateTimeOffset now)
    {
        Update();
        if (now.UtcTicks <= _clock)
        {
            return;
        }

        _clock = now.UtcTicks;
        _windows.Advance(_clock);
        foreach (var node in _followingClock)
        {
            MarkDirty(node);
        }

        UpdateWithoutSamples();
    }

    private void UpdateWithoutSamples()
    {
        _windows.IsSampling = false;
        Update();
        _windows.IsSampling = true;
    }

    private bool IsFeeding(in InputSlot slot) => IsFeeding(slot.Value) || IsFeeding(slot.Rate) || IsFeeding(slot.Increase);

    private bool IsFeeding(int node) => node >= 0 && (_nodes.Flags[node] & NodeFlags.FeedsWindow) != NodeFlags.None;

    private void SetWithout(in InputSlot slot, SampleState state, string? reason)
    {
        var text = _texts.NumberOf(reason);
        SetWithout(slot.Value, state, text);
        SetWithout(slot.Rate, state, text);
        SetWithout(slot.Increase, state, text);
    }

    private void SetWithout(int node, SampleState state, int reason)
    {
        if (node >= 0)
        {
            Settle(node, _values.SetWithout(node, state, reason, _nodes.Origins[node]));
        }
    }

    private void SetPresent(int input, ref InputSlot slot, in Sample sample)
    {
        var time = sample.Time.UtcTicks;
        slot.Time = time;
        if (slot.IsCounter)
        {
            ref var tracker = ref _inputs.TrackerOf(input);
            tracker.Observe(time, sample.Number, slot.Modulus);
            SetGrowth(slot.Rate, tracker, tracker.PerSecond);
            SetGrowth(slot.Increase, tracker, tracker.Increase);
        }

        if (slot.Value >= 0)
        {
            Settle(slot.Value, sample.Type switch
            {
                ExpressionValueType.Text => _values.SetText(slot.Value, _texts.NumberOf(sample.Text)),
                _ when slot.Declaration!.Type == ExpressionValueType.Boolean => _values.SetBoolean(slot.Value, sample.Number != 0),
                _ => _values.SetNumber(slot.Value, sample.Number),
            });
        }
    }

    private void SetGrowth(int node, in CounterTracker tracker, double number)
    {
        if (node < 0)
        {
            return;
        }

        Settle(node, tracker.Movement switch
        {
            CounterMovement.Grown => _values.SetNumber(node, number),
            CounterMovement.First => _values.SetWithout(node, SampleState.Missing, _needsTwo, _nodes.Origins[node]),
            CounterMovement.BackInTime => _values.SetWithout(node, SampleState.Missing, _backInTime, _nodes.Origins[node]),
            _ => _values.SetWithout(node, SampleState.Missing, _sameTime, _nodes.Origins[node]),
        });
    }

    // Kept whether or not a function over time reads it: one may be added before the next sample.
    private void SetTimes(in InputSlot slot, long time)
    {
        SetTime(slot.Value, time);
        SetTime(slot.Rate, time);
        SetTime(slot.Increase, time);
    }

    private void SetTime(int node, long time)
    {
        if (node >= 0)
        {
            _nodes.Times[node] = time;
        }
    }
}
