using System.Collections.Frozen;
using System.Collections.Immutable;
using RouterAlertAssurance.Expressions.Compilation;
using RouterAlertAssurance.Expressions.Syntax;

namespace RouterAlertAssurance.Expressions;

/// <summary>
/// A checked expression, ready to be evaluated. Immutable and safe to share: constants are filled in where it is added to a computation graph.
/// </summary>
public sealed class CompiledExpression
{
    internal CompiledExpression(string text, SyntaxNode root, Bound result, ExpressionProgram program)
    {
        Text = text;
        Root = root;
        Type = result.Type;
        Unit = result.Unit.ToString();
        Labels = result.Labels;
        Program = program;
        InputNames = [.. program.Inputs.Select(input => input.Name)];
        ConstantNames = [.. program.Parameters.Select(parameter => parameter.Key)];
        Inputs = InputNames.ToFrozenSet(StringComparer.Ordinal);
        IsPerSeries = program.Instructions.Any(instruction => instruction.Operation == Operation.Aggregate || !instruction.Labels.IsEmpty);
    }

    /// <summary>The text as it was written.</summary>
    public string Text { get; }

    /// <summary>The type of its value.</summary>
    public ExpressionValueType Type { get; }

    /// <summary>The unit of its value in canonical form; empty for plain numbers, booleans and text.</summary>
    public string Unit { get; }

    /// <summary>The labels that tell its values apart; none where there is one value.</summary>
    public LabelSet Labels { get; }

    /// <summary>The names of the inputs it reads.</summary>
    public IReadOnlySet<string> Inputs { get; }

    /// <summary>The same in ordinal order: the order in which a computation graph is given the inputs.</summary>
    public ImmutableArray<string> InputNames { get; }

    /// <summary>The names of the constants it refers to, in ordinal order: the order in which a computation graph is given their values.</summary>
    public ImmutableArray<string> ConstantNames { get; }

    /// <summary>Its syntax tree.</summary>
    public SyntaxNode Root { get; }

    /// <summary>How many nodes it takes in the computation graph: of one with series, for each of them.</summary>
    public int NodeCount => Program.Instructions.Length;

    /// <summary>The spans of its functions over time, with the constants it was compiled with.</summary>
    public IEnumerable<TimeSpan> Spans => Program.Instructions.Where(instruction => Operations.IsWindow(instruction.Operation)).Select(SpanOf);

    /// <summary>How an input it reads is declared; null when it does not read it.</summary>
    public InputDeclaration? DeclarationOf(string input) => Inputs.Contains(input) ? Program.Inputs[Program.InputIndex(input)] : null;

    /// <summary>Whether any part of it has several values.</summary>
    internal bool IsPerSeries { get; }

    internal ExpressionProgram Program { get; }

    /// <summary>The constants it was compiled with.</summary>
    internal IEnumerable<ExpressionConstant> Defaults => Program.Parameters.Select(parameter => parameter.Value);

    /// <summary>The span of a function over time.</summary>
    internal TimeSpan SpanOf(Instruction instruction) => TimeSpan.FromSeconds(instruction.Span * (instruction.SpanName is { } name ? DefaultOf(name).Number : 1));

    private ExpressionConstant DefaultOf(string name) => Program.Parameters[ConstantNames.IndexOf(name)].Value;
}
