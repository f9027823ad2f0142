using RouterAlertAssurance.Expressions.Compilation;

namespace RouterAlertAssurance.Expressions.Evaluation;

internal sealed partial class WindowTable
{
    // A baseline that never moved makes any change infinitely unusual; so far, and no further.
    private const double LargestDeviation = 1000;

    /// <summary>Takes the sample of the operand in, if it is a new one, lets old ones go, and sets the value.</summary>
    /// <param name="node">The node.</param>
    /// <param name="code">Its code.</param>
    /// <param name="increase">What a counter grew by with its newest sample; 0 for other operands and for its first sample.</param>
    public bool Compute(int node, in NodeCode code, double increase)
    {
        if (!_values.IsPresent(code.Left))
        {
            return _values.SetFrom(node, code.Left);
        }

        ref var state = ref _states[code.Extra];
        var time = _nodes.Times[code.Left];
        return code.Operation >= Operation.Smoothed
            ? ComputeLearned(node, code, ref state, time)
            : ComputeQueue(node, code, ref state, time, increase);
    }

    private bool ComputeLearned(int node, in NodeCode code, ref WindowState state, long time)
    {
        if (time != state.Newest || (IsSampling && time != 0))
        {
            Learn(code, ref state, time, _values.Number(code.Left));
        }

        return double.IsNaN(state.Result)
            ? _values.SetWithout(node, SampleState.Missing, _reasons.Learning, _nodes.Origins[node])
            : _values.SetNumber(node, state.Result);
    }

    private static void Learn(in NodeCode code, ref WindowState state, long time, double value)
    {
        if (time == state.Newest)
        {
            (state.Mean, state.Variance) = (state.EarlierMean, state.EarlierVariance);
        }
        else
        {
            (state.EarlierTime, state.EarlierMean, state.EarlierVariance) = (state.Newest, state.Mean, state.Variance);
        }

        if (state.First == 0 || time <= state.First || time < state.EarlierTime)
        {
            (state.First, state.Mean, state.Variance) = (time, value, 0);
            state.Result = code.Operation == Operation.Smoothed ? value : double.NaN;
        }
        else
        {
            var difference = value - state.Mean;
            state.Result = time - state.First >= state.Span ? DeviationOf(difference, state.Variance) : double.NaN;
            var share = 1 - Math.Exp(-(double)(time - state.EarlierTime) / state.Span);
            state.Mean += share * difference;
            state.Variance = (1 - share) * (state.Variance + (share * difference * difference));
            state.Result = code.Operation == Operation.Smoothed ? state.Mean : state.Result;
        }

        state.Newest = time;
    }

    private static double DeviationOf(double difference, double variance) => difference == 0
        ? 0
        : Math.Clamp(difference / Math.Sqrt(variance), -LargestDeviation, LargestDeviation);

    private bool ComputeQueue(int node, in NodeCode code, ref WindowState state, long time, double increase)
    {
        var queue = QueueOf(ref state);
        if (time != state.Newest)
        {
            TakeSample(code, ref state, queue, time, increase);
        }
        else if (IsSampling && !Operations.IsCounterWindow(code.Operation))
        {
            ReplaceSample(code, ref state, queue);
        }

        var horizon = Math.Max(state.Newest, _clock) - state.Span;
        while (state.Count > 0 && queue.Oldest.Time <= horizon)
        {
            Forget(code, ref state, queue);
        }

        if (!state.IsScheduled && state.Count > 0)
        {
            state.IsScheduled = true;
            _wheel.Add(code.Extra, state.Mark, queue.Oldest.Time + state.Span);
        }

        return SetValue(node, code, ref state, queue);
    }

    private void TakeSample(in NodeCode code, ref WindowState state, WindowQueue queue, long time, double increase)
    {
        var isBack = time < state.Newest;
        while (state.Count > 0 && (isBack || state.Count == ExpressionLimits.MaximumSamples))
        {
            Forget(code, ref state, queue);
        }

        if (isBack)
        {
            // What the wheel was told is too late now.
            (state.IsScheduled, state.Mark) = (false, state.Mark + 1);
        }

        var bits = _nodes.Bits[code.Left];
        var number = _values.Number(code.Left);
        var isFirst = state.Newest == 0 || isBack;
        queue.Push(time, bits, code.Operation switch
        {
            Operation.WindowChanges => isFirst || BitConverter.DoubleToInt64Bits(state.Mean) == bits ? 0 : 1,
            Operation.WindowRate or Operation.WindowIncrease => isFirst ? 0 : increase,
            // Prometheus takes every decrease for a reset. It adds what the counter had reached to the difference of the ends; the sum of the
            // steps is the same, and exact where that cancels.
            Operation.WindowExtrapolatedRate => isFirst ? 0 : number >= state.Mean ? number - state.Mean : number,
            _ => number,
        });
        state.Newest = time;
        (state.EarlierMean, state.Mean) = (isFirst ? BitConverter.Int64BitsToDouble(bits) : state.Mean, BitConverter.Int64BitsToDouble(bits));
        state.First = isFirst ? time : state.First;
        if (code.Operation == Operation.WindowQuantile)
        {
            SortedCopy.Insert(SortedFor(ref state), state.Count - 1, number);
        }
    }

    // Of several values with the time of the newest sample the last counts: they are parts of one reading.
    private void ReplaceSample(in NodeCode code, ref WindowState state, WindowQueue queue)
    {
        var bits = _nodes.Bits[code.Left];
        if (BitConverter.DoubleToInt64Bits(state.Mean) == bits)
        {
            return;
        }

        state.Mean = BitConverter.Int64BitsToDouble(bits);
        if (state.Count == 0)
        {
            return;
        }

        var number = _values.Number(code.Left);
        if (code.Operation == Operation.WindowQuantile)
        {
            var sorted = _sorted[state.Sorted, state.SortedSize];
            SortedCopy.Remove(sorted, state.Count, queue.Newest.Number);
            SortedCopy.Insert(sorted, state.Count - 1, number);
        }

        var isChange = state.Newest != state.First && BitConverter.DoubleToInt64Bits(state.EarlierMean) != bits;
        queue.Replace(bits, code.Operation == Operation.WindowChanges ? isChange ? 1 : 0 : number);
    }

    private void Forget(in NodeCode code, ref WindowState state, WindowQueue queue)
    {
        if (code.Operation == Operation.WindowQuantile)
        {
            SortedCopy.Remove(_sorted[state.Sorted, state.SortedSize], state.Count, queue.Oldest.Number);
        }

        queue.Pop();
    }

    private Span<double> SortedFor(ref WindowState state)
    {
        if (state.Sorted != WindowState.NoBlock && state.SortedSize == state.Size)
        {
            return _sorted[state.Sorted, state.SortedSize];
        }

        var block = _sorted.Allocate(state.Size);
        if (state.Sorted != WindowState.NoBlock)
        {
            _sorted[state.Sorted, state.SortedSize].CopyTo(_sorted[block, state.Size]);
            _sorted.Free(state.Sorted, state.SortedSize);
        }

        (state.Sorted, state.SortedSize) = (block, state.Size);
        return _sorted[block, state.Size];
    }

    private bool SetValue(int node, in NodeCode code, ref WindowState state, WindowQueue queue)
    {
        switch (code.Operation)
        {
            case Operation.WindowCount:
                return _values.SetNumber(node, state.Count);
            case Operation.WindowChanges:
                return _values.SetNumber(node, queue.Total);
            case var _ when state.Count == 0:
                return _values.SetWithout(node, SampleState.Missing, _reasons.Empty, _nodes.Origins[node]);
            case Operation.WindowAverage:
                return _values.SetNumber(node, queue.Total / state.Count);
            case Operation.WindowQuantile:
                return _values.SetNumber(node, SortedCopy.Quantile(_sorted[state.Sorted, state.SortedSize][..state.Count], state.Parameter));
            case Operation.WindowDelta:
                return _values.SetNumber(node, queue.Newest.Number - queue.Oldest.Number);
            case Operation.WindowRate or Operation.WindowIncrease or Operation.WindowExtrapolatedRate:
                return SetGrowth(node, code, ref state, queue);
            default:
                return _values.SetNumber(node, queue.Total);
        }
    }

    private bool SetGrowth(int node, in NodeCode code, ref WindowState state, WindowQueue queue)
    {
        if (state.Count < 2)
        {
            return _values.SetWithout(node, SampleState.Missing, _reasons.NeedsTwo, _nodes.Origins[node]);
        }

        var seconds = (double)(queue.Newest.Time - queue.Oldest.Time) / TimeSpan.TicksPerSecond;
        return _values.SetNumber(node, code.Operation switch
        {
            Operation.WindowIncrease => queue.TotalButOldest,
            Operation.WindowRate => queue.TotalButOldest / seconds,
            _ => ExtrapolatedRate.Of(
                queue.TotalButOldest,
                queue.Oldest.Number,
                seconds,
                state.Count,
                (queue.Oldest.Time - (Math.Max(state.Newest, _clock) - state.Span)) / (double)TimeSpan.TicksPerSecond,
                (double)state.Span / TimeSpan.TicksPerSecond),
        });
    }
}
