using System.Collections.Frozen;
using RouterAlertAssurance.Expressions.Compilation;
using RouterAlertAssurance.Expressions.Syntax;

namespace RouterAlertAssurance.Expressions;

/// <summary>A checked expression, ready to be evaluated. Immutable and safe to share.</summary>
public sealed class CompiledExpression
{
    internal CompiledExpression(string text, SyntaxNode root, ExpressionValueType type, string unit, ExpressionProgram program)
    {
        Text = text;
        Root = root;
        Type = type;
        Unit = unit;
        Program = program;
        Inputs = program.Inputs.Select(input => input.Name).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>The text as it was written.</summary>
    public string Text { get; }

    /// <summary>The type of its value.</summary>
    public ExpressionValueType Type { get; }

    /// <summary>The unit of its value in canonical form; empty for plain numbers, booleans and text.</summary>
    public string Unit { get; }

    /// <summary>The names of the inputs it reads.</summary>
    public IReadOnlySet<string> Inputs { get; }

    /// <summary>Its syntax tree.</summary>
    public SyntaxNode Root { get; }

    internal ExpressionProgram Program { get; }
}
