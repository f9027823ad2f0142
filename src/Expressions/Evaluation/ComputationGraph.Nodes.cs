using RouterAlertAssurance.Expressions.Compilation;
using RouterAlertAssurance.Expressions.Evaluation;

namespace RouterAlertAssurance.Expressions;

/// <summary>Nodes: found or made, linked, released.</summary>
public sealed partial class ComputationGraph
{
    private int Intern(in NodeCode code, long bits, string origin)
    {
        var known = _index.Find(code, bits);
        if (known >= 0)
        {
            return known;
        }

        var made = code.IsWindow ? code with { Extra = _windows.Allocate(_spans[code.Right]) } : code;
        var node = Make(made with { Level = LevelOf(made) }, origin);
        _index.Add(Initialised(node, bits));
        return node;
    }

    private int Make(in NodeCode code, string origin)
    {
        var node = _nodes.Add(code, _texts.NumberOf(origin));
        var (first, second, third) = code.Operands;
        Link(node, first);
        if (second != first)
        {
            Link(node, second);
        }

        if (third != first && third != second)
        {
            Link(node, third);
        }

        return node;
    }

    private void Link(int node, int operand)
    {
        if (operand < 0)
        {
            return;
        }

        _nodes.References[operand]++;
        // A constant never changes, and some have very many dependents.
        if (_nodes.Codes[operand].Operation != Operation.Constant)
        {
            _nodes.Edges[operand] = _edges.Add(_nodes.Edges[operand], node);
        }
    }

    private int Initialised(int node, long bits)
    {
        ref readonly var code = ref _nodes.Codes[node];
        switch (code.Operation)
        {
            case Operation.Constant:
                _values.Set(node, SampleState.Present, bits);
                return node;
            case Operation.Input or Operation.Rate or Operation.Increase or Operation.Family:
                AttachToInput(node, code);
                return node;
            case Operation.Age:
                FollowClock(node);
                MarkFeeding(code.Left);
                break;
            case var _ when code.IsWindow:
                _windows.Attach(code.Extra, node);
                MarkFeeding(code.Left);
                break;
        }

        if (code.Operation == Operation.WindowExtrapolatedRate)
        {
            FollowClock(node);
        }

        MarkDirty(node);
        return node;
    }

    private void FollowClock(int node)
    {
        _followingClock.Add(node);
        _nodes.Flags[node] |= NodeFlags.FollowsClock;
    }

    private void AttachToInput(int node, in NodeCode code)
    {
        ref var slot = ref _inputs[code.Left];
        if (code.Operation == Operation.Rate)
        {
            slot.Rate = node;
        }
        else if (code.Operation == Operation.Increase)
        {
            slot.Increase = node;
        }
        else
        {
            slot.Value = node;
        }

        _values.SetWithout(node, SampleState.Missing, _noSample, _nodes.Origins[node]);
    }

    private ushort LevelOf(in NodeCode code)
    {
        var (first, second, third) = code.Operands;
        var level = Math.Max(LevelAbove(first), Math.Max(LevelAbove(second), LevelAbove(third)));
        return (ushort)level;
    }

    private int LevelAbove(int operand) => operand < 0 ? 0 : _nodes.Codes[operand].Level + 1;

    private long NewestBelow(in NodeCode code)
    {
        var (first, second, third) = code.Operands;
        return Math.Max(TimeOf(first), Math.Max(TimeOf(second), TimeOf(third)));
    }

    private long TimeOf(int operand) => operand < 0 ? 0 : _nodes.Times[operand];

    // What a function over time rests on hands every sample on, changed or not.
    private void MarkFeeding(int node)
    {
        if (node < 0 || (_nodes.Flags[node] & NodeFlags.FeedsWindow) != NodeFlags.None)
        {
            return;
        }

        _nodes.Flags[node] |= NodeFlags.FeedsWindow;
        ref readonly var code = ref _nodes.Codes[node];
        if (code.Operation == Operation.Aggregate)
        {
            foreach (var member in _aggregations[code.Extra]!.Members)
            {
                MarkFeeding(member);
                _nodes.Times[node] = Math.Max(_nodes.Times[node], _nodes.Times[member]);
            }

            return;
        }

        if (code.Operation < Operation.Convert)
        {
            return;
        }

        var (first, second, third) = code.Operands;
        MarkFeeding(first);
        MarkFeeding(second);
        MarkFeeding(third);
        _nodes.Times[node] = NewestBelow(code);
    }

    private void MarkDirty(int node)
    {
        ref var flags = ref _nodes.Flags[node];
        if ((flags & NodeFlags.Dirty) == NodeFlags.None)
        {
            flags |= NodeFlags.Dirty;
            _dirty.Add(node, _nodes.Codes[node].Level);
        }
    }

    private void Release(int node)
    {
        if (--_nodes.References[node] > 0)
        {
            return;
        }

        var code = _nodes.Codes[node];
        var (first, second, third) = code.Operands;
        if (code.Operation is not (Operation.Member or Operation.Aggregate))
        {
            _index.Remove(node);
        }

        GiveUpState(node, code);
        _nodes.Free(node);
        Unlink(node, first);
        if (second != first)
        {
            Unlink(node, second);
        }

        if (third != first && third != second)
        {
            Unlink(node, third);
        }
    }

    private void Unlink(int node, int operand)
    {
        if (operand < 0)
        {
            return;
        }

        if (_nodes.Codes[operand].Operation != Operation.Constant)
        {
            _nodes.Edges[operand] = _edges.Remove(_nodes.Edges[operand], node);
        }

        Release(operand);
    }

    private void GiveUpState(int node, in NodeCode code)
    {
        if ((_nodes.Flags[node] & NodeFlags.FollowsClock) != NodeFlags.None)
        {
            _followingClock.Remove(node);
        }

        switch (code.Operation)
        {
            case Operation.Input or Operation.Family:
                _inputs[code.Left].Value = NodeCode.None;
                break;
            case Operation.Rate:
                _inputs[code.Left].Rate = NodeCode.None;
                break;
            case Operation.Increase:
                _inputs[code.Left].Increase = NodeCode.None;
                break;
            case Operation.Aggregate:
                FreeAggregation(code.Extra);
                break;
            case var _ when code.IsWindow:
                _windows.Free(code.Extra);
                break;
        }
    }
}
