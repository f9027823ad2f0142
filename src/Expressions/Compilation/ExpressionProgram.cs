namespace RouterAlertAssurance.Expressions.Compilation;

/// <summary>A part of an expression whose value is worth showing.</summary>
internal sealed record ProgramStep(string Text, SourcePosition Position, int Index, string Unit);

/// <summary>The executable form of one expression.</summary>
/// <param name="Instructions">Its steps in topological order.</param>
/// <param name="Origins">What each step was written as.</param>
/// <param name="Result">The index of the step that is its value.</param>
/// <param name="Inputs">The inputs it reads, ordered by name.</param>
/// <param name="Parameters">The constants it refers to with the values they had when it was compiled, ordered by name.</param>
/// <param name="Steps">Its parts, operands before operations; the last is the whole.</param>
internal sealed record ExpressionProgram(
    Instruction[] Instructions,
    string[] Origins,
    int Result,
    InputDeclaration[] Inputs,
    KeyValuePair<string, ExpressionConstant>[] Parameters,
    IReadOnlyList<ProgramStep> Steps)
{
    public int InputIndex(string name)
    {
        var index = 0;
        while (!ReferenceEquals(Inputs[index].Name, name) && !string.Equals(Inputs[index].Name, name, StringComparison.Ordinal))
        {
            index++;
        }

        return index;
    }

    public int ParameterIndex(string name)
    {
        var index = 0;
        while (!string.Equals(Parameters[index].Key, name, StringComparison.Ordinal))
        {
            index++;
        }

        return index;
    }

    /// <summary>The level a node of each step has in the graph: 0 for leaves, one more than the highest operand otherwise.</summary>
    public int[] Levels()
    {
        var levels = new int[Instructions.Length];
        for (var i = 0; i < levels.Length; i++)
        {
            var operands = Instructions[i].Operands.Select(operand => levels[operand] + 1).DefaultIfEmpty(0).Max();
            // Between an aggregation and what it puts together stand its members.
            levels[i] = operands + (Instructions[i].Operation == Operation.Aggregate ? 1 : 0);
        }

        return levels;
    }
}
