namespace RouterAlertAssurance.Expressions.Compilation;

/// <summary>A part of an expression whose value is worth showing.</summary>
internal sealed record ProgramStep(string Text, SourcePosition Position, int Index, string Unit);

/// <summary>The executable form of one expression.</summary>
/// <param name="Instructions">Its nodes in topological order.</param>
/// <param name="Result">The index of the node that is its value.</param>
/// <param name="Inputs">The inputs it reads.</param>
/// <param name="Steps">Its parts, operands before operations; the last is the whole.</param>
internal sealed record ExpressionProgram(
    InstructionSet Instructions, int Result, IReadOnlyList<InputDeclaration> Inputs, IReadOnlyList<ProgramStep> Steps);
