using RouterAlertAssurance.Expressions.Compilation;
using RouterAlertAssurance.Expressions.Evaluation;

namespace RouterAlertAssurance.Expressions;

/// <summary>Evaluation: from what was set to all that depends on it.</summary>
public sealed partial class ComputationGraph
{
    /// <summary>Evaluates what depends on the samples set since the last call.</summary>
    public void Update()
    {
        while (_dirty.TryTake(out var node))
        {
            ref var flags = ref _nodes.Flags[node];
            flags &= ~NodeFlags.Dirty;
            if ((flags & NodeFlags.Free) == NodeFlags.None)
            {
                Settle(node, Compute(node));
            }
            else
            {
                _nodes.Recycle(node);
            }
        }

        _round++;
        if (_texts.IsSweepDue)
        {
            _texts.Sweep(MarkTexts);
        }
    }

    /// <summary>Tells the dependents of a node that it was set.</summary>
    private void Settle(int node, bool isChanged)
    {
        var isFeeding = (_nodes.Flags[node] & NodeFlags.FeedsWindow) != NodeFlags.None;
        if (!isChanged && !isFeeding)
        {
            return;
        }

        for (var edge = _nodes.Edges[node]; edge != EdgeTable.None;)
        {
            var (target, next) = _edges[edge];
            edge = next;
            if (target < 0)
            {
                if (isChanged)
                {
                    _changed.Add(~target);
                }
            }
            else if (isChanged || TakesEverySample(target))
            {
                MarkDirty(target);
            }
        }
    }

    private bool TakesEverySample(int node) =>
        (_nodes.Flags[node] & (NodeFlags.FeedsWindow | NodeFlags.FollowsClock)) != NodeFlags.None || _nodes.Codes[node].IsWindow;

    private bool Compute(int node)
    {
        ref readonly var code = ref _nodes.Codes[node];
        if (IsFeeding(node) && code.Operation is not (Operation.Member or Operation.Aggregate))
        {
            _nodes.Times[node] = NewestBelow(code);
        }

        return code.Operation switch
        {
            >= Operation.WindowAverage and <= Operation.Deviation => _windows.Compute(node, code, IncreaseOf(code)),
            Operation.Age => ComputeAge(node, code),
            Operation.Member => ComputeMember(node, code),
            Operation.Aggregate => ComputeAggregate(node, code),
            _ => _kernel.Compute(node, code),
        };
    }

    private double IncreaseOf(in NodeCode code)
    {
        if (!Operations.IsCounterWindow(code.Operation))
        {
            return 0;
        }

        ref readonly var tracker = ref _inputs.TrackerOf(_nodes.Codes[code.Left].Left);
        return tracker.Movement == CounterMovement.Grown ? tracker.Increase : 0;
    }

    private bool ComputeAge(int node, in NodeCode code)
    {
        var time = _inputs[_nodes.Codes[code.Left].Left].Time;
        return time == 0
            ? _values.SetWithout(node, SampleState.Missing, _noSample, _nodes.Origins[code.Left])
            : _values.SetNumber(node, (double)Math.Max(0, _clock - time) / TimeSpan.TicksPerSecond);
    }

    private void MarkTexts(Action<int> mark)
    {
        for (var node = 0; node < _nodes.End; node++)
        {
            if ((_nodes.Flags[node] & NodeFlags.Free) != NodeFlags.None)
            {
                continue;
            }

            _values.MarkTexts(node, mark);
            ref readonly var code = ref _nodes.Codes[node];
            if (code.IsWindow && _nodes.Codes[code.Left].Type == ExpressionValueType.Text)
            {
                _windows.MarkTexts(code.Extra, mark);
            }
        }
    }
}
