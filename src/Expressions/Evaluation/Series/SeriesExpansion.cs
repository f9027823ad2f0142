using RouterAlertAssurance.Expressions.Compilation;

namespace RouterAlertAssurance.Expressions.Evaluation;

/// <summary>An expression over series at work: the nodes of each step, one where it has one value, one for each series otherwise.</summary>
internal sealed class SeriesExpansion
{
    public SeriesExpansion(ExpressionProgram program, int[] inputs, ExpressionConstant[] constants, int watcher)
    {
        (Program, Inputs, Constants, Watcher) = (program, inputs, constants, watcher);
        Levels = program.Levels();
        Single = new int[program.Instructions.Length];
        Array.Fill(Single, NodeCode.None);
        PerKey = [.. program.Instructions.Select(instruction => instruction.Labels.IsEmpty ? null : new Dictionary<SeriesKey, int>())];
        Members = [.. program.Instructions.Select(instruction => instruction.Operation == Operation.Aggregate ? new Dictionary<SeriesKey, int>() : null)];
    }

    public ExpressionProgram Program { get; }

    public int[] Inputs { get; }

    public ExpressionConstant[] Constants { get; }

    public int Watcher { get; }

    public int[] Levels { get; }

    /// <summary>The node of each step without labels.</summary>
    public int[] Single { get; }

    /// <summary>The nodes of each step with labels.</summary>
    public Dictionary<SeriesKey, int>?[] PerKey { get; }

    /// <summary>The members of each aggregation, by the key of what they bring in.</summary>
    public Dictionary<SeriesKey, int>?[] Members { get; }

    /// <summary>The node of a step for a key of at least the step's labels; -1 when there is none.</summary>
    public int NodeOf(int step, LabelSet labels, SeriesKey key)
    {
        if (PerKey[step] is not { } nodes)
        {
            return Single[step];
        }

        return nodes.TryGetValue(key.Only(labels, Program.Instructions[step].Labels), out var node) ? node : NodeCode.None;
    }
}
