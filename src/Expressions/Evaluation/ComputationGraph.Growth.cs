using RouterAlertAssurance.Expressions.Compilation;
using RouterAlertAssurance.Expressions.Evaluation;

namespace RouterAlertAssurance.Expressions;

/// <summary>
/// What a series adds to an expression, and takes away with it. Step by step: a step has a value for each key for which all its operands have one,
/// keys being paired by the labels they share.
/// </summary>
public sealed partial class ComputationGraph
{
    private void Grow(SeriesExpansion expansion, int input, SeriesKey key, int series)
    {
        var instructions = expansion.Program.Instructions;
        var fresh = new List<SeriesKey>?[instructions.Length];
        for (var step = 0; step < instructions.Length; step++)
        {
            fresh[step] = instructions[step].Operation == Operation.Aggregate ? GrowAggregate(expansion, step, fresh)
                : instructions[step].Labels.IsEmpty ? null
                : IsLeaf(instructions[step]) ? GrowLeaf(expansion, step, input, key, series)
                : GrowOperation(expansion, step, fresh);
        }

        WatchFresh(expansion, fresh[expansion.Program.Result]);
    }

    private static bool IsLeaf(Instruction instruction) => instruction.Operation < Operation.Convert;

    private static bool Reads(SeriesExpansion expansion, Instruction leaf, int input, LabelSet labels, SeriesKey key) =>
        expansion.Inputs[expansion.Program.InputIndex(leaf.Text!)] == input && leaf.Selection?.Matches(labels, key, expansion.TextOf) != false;

    private List<SeriesKey>? GrowLeaf(SeriesExpansion expansion, int step, int input, SeriesKey key, int series)
    {
        var leaf = expansion.Program.Instructions[step];
        if (!Reads(expansion, leaf, input, leaf.Labels, key))
        {
            return null;
        }

        var code = new NodeCode(leaf.Operation, leaf.Type, 0, series, NodeCode.None, 0);
        return [Keep(expansion, step, key, Intern(code, 0, expansion.Program.Origins[step]))];
    }

    private SeriesKey Keep(SeriesExpansion expansion, int step, SeriesKey key, int node)
    {
        _nodes.References[node]++;
        expansion.Add(step, key, node);
        return key;
    }

    private List<SeriesKey>? GrowAggregate(SeriesExpansion expansion, int step, List<SeriesKey>?[] fresh)
    {
        var instruction = expansion.Program.Instructions[step];
        var from = expansion.Program.Instructions[instruction.Left].Labels;
        List<SeriesKey>? groups = null;
        foreach (var key in fresh[instruction.Left] ?? [])
        {
            var group = key.Only(from, instruction.Labels);
            var aggregate = expansion.NodeOf(step, instruction.Labels, group);
            if (aggregate < 0)
            {
                aggregate = NewAggregate(expansion, step);
                (groups ??= []).Add(Keep(expansion, step, group, aggregate));
            }

            AddMember(expansion, step, aggregate, key, expansion.PerKey[instruction.Left]![key]);
        }

        return groups;
    }

    private List<SeriesKey>? GrowOperation(SeriesExpansion expansion, int step, List<SeriesKey>?[] fresh)
    {
        var instruction = expansion.Program.Instructions[step];
        List<SeriesKey>? added = null;
        foreach (var key in Touched(expansion, instruction, fresh))
        {
            if (!expansion.PerKey[step]!.ContainsKey(key)
                && instruction.Operands.All(operand => expansion.NodeOf(operand, instruction.Labels, key) >= 0))
            {
                var nodes = new int[step];
                foreach (var operand in instruction.Operands)
                {
                    nodes[operand] = expansion.NodeOf(operand, instruction.Labels, key);
                }

                var node = Intern(expansion.Program, step, nodes, expansion.Inputs, expansion.Constants);
                (added ??= []).Add(Keep(expansion, step, key, node));
            }
        }

        return added;
    }

    /// <summary>The keys of a step to which keys of its operands lead.</summary>
    private static HashSet<SeriesKey> Touched(SeriesExpansion expansion, Instruction instruction, List<SeriesKey>?[] keys)
    {
        var touched = new HashSet<SeriesKey>();
        foreach (var operand in instruction.Operands.Where(operand => keys[operand] is not null))
        {
            var labels = expansion.Program.Instructions[operand].Labels;
            if (labels.Equals(instruction.Labels))
            {
                touched.UnionWith(keys[operand]!);
                continue;
            }

            var wide = instruction.Operands.First(other => expansion.Program.Instructions[other].Labels.Equals(instruction.Labels));
            keys[operand]!.ForEach(key => touched.UnionWith(expansion.Partners(wide, labels, key)));
        }

        return touched;
    }

    private void WatchFresh(SeriesExpansion expansion, List<SeriesKey>? keys)
    {
        foreach (var key in keys ?? [])
        {
            Watch(expansion.PerKey[expansion.Program.Result]![key], expansion.Watcher);
        }
    }

    private void Shrink(SeriesExpansion expansion, int input, SeriesKey key)
    {
        var instructions = expansion.Program.Instructions;
        var gone = new List<SeriesKey>?[instructions.Length];
        for (var step = 0; step < instructions.Length; step++)
        {
            gone[step] = instructions[step].Operation == Operation.Aggregate ? ShrinkAggregate(expansion, step, gone)
                : instructions[step].Labels.IsEmpty ? null
                : IsLeaf(instructions[step]) ? Reads(expansion, instructions[step], input, instructions[step].Labels, key) ? [key] : null
                : [.. Touched(expansion, instructions[step], gone).Where(expansion.PerKey[step]!.ContainsKey)];
        }

        for (var step = instructions.Length - 1; step >= 0; step--)
        {
            foreach (var lost in gone[step] ?? [])
            {
                Drop(expansion, step, lost);
            }
        }
    }

    private List<SeriesKey>? ShrinkAggregate(SeriesExpansion expansion, int step, List<SeriesKey>?[] gone)
    {
        var instruction = expansion.Program.Instructions[step];
        var from = expansion.Program.Instructions[instruction.Left].Labels;
        List<SeriesKey>? groups = null;
        foreach (var key in gone[instruction.Left] ?? [])
        {
            RemoveMember(expansion, step, key);
            var group = key.Only(from, instruction.Labels);
            var aggregate = expansion.NodeOf(step, instruction.Labels, group);
            if (!instruction.Labels.IsEmpty && aggregate >= 0 && _aggregations[_nodes.Codes[aggregate].Extra]!.Count == 0)
            {
                (groups ??= []).Add(group);
            }
        }

        return groups;
    }

    private void Drop(SeriesExpansion expansion, int step, SeriesKey key)
    {
        if (!expansion.Remove(step, key, out var node))
        {
            return;
        }

        if (step == expansion.Program.Result)
        {
            Unwatch(node, expansion.Watcher);
            if (expansion.Watcher >= 0)
            {
                _changed.Add(expansion.Watcher);
            }
        }

        Release(node);
    }
}
