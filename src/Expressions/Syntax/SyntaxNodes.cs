namespace RouterAlertAssurance.Expressions.Syntax;

/// <summary>A number with an optional unit, such as <c>1.5 Mbit/s</c>. Never negative: the sign is a <see cref="UnarySyntax"/>.</summary>
public sealed class NumberSyntax(SourcePosition position, int length, double value, string unit)
    : SyntaxNode(position, length, [])
{
    /// <summary>The number as written, in <see cref="Unit"/>.</summary>
    public double Value { get; } = value;

    /// <summary>The unit without spaces, as written; empty when there is none.</summary>
    public string Unit { get; } = unit;
}

/// <summary>A quoted text.</summary>
public sealed class TextSyntax(SourcePosition position, int length, string value) : SyntaxNode(position, length, [])
{
    /// <summary>The text without quotes and escapes.</summary>
    public string Value { get; } = value;
}

/// <summary><c>true</c> or <c>false</c>.</summary>
public sealed class BooleanSyntax(SourcePosition position, int length, bool value) : SyntaxNode(position, length, [])
{
    /// <summary>The value.</summary>
    public bool Value { get; } = value;
}

/// <summary>The name of an input or a constant.</summary>
public sealed class NameSyntax(SourcePosition position, int length, string name) : SyntaxNode(position, length, [])
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;
}

/// <summary>An operator with one operand.</summary>
public sealed class UnarySyntax(SourcePosition position, int length, UnaryOperator @operator, SyntaxNode operand)
    : SyntaxNode(position, length, [operand])
{
    /// <summary>The operator.</summary>
    public UnaryOperator Operator { get; } = @operator;

    /// <summary>The operand.</summary>
    public SyntaxNode Operand { get; } = operand;
}

/// <summary>An operator with two operands.</summary>
public sealed class BinarySyntax(SourcePosition position, int length, BinaryOperator @operator, SyntaxNode left, SyntaxNode right)
    : SyntaxNode(position, length, [left, right])
{
    /// <summary>The operator.</summary>
    public BinaryOperator Operator { get; } = @operator;

    /// <summary>The left operand.</summary>
    public SyntaxNode Left { get; } = left;

    /// <summary>The right operand.</summary>
    public SyntaxNode Right { get; } = right;
}

/// <summary>A function with its arguments.</summary>
public sealed class CallSyntax(SourcePosition position, int length, string function, IReadOnlyList<SyntaxNode> arguments)
    : SyntaxNode(position, length, arguments)
{
    /// <summary>The name of the function.</summary>
    public string Function { get; } = function;

    /// <summary>The arguments, left to right.</summary>
    public IReadOnlyList<SyntaxNode> Arguments => Children;
}

/// <summary><c>if condition then value else value</c></summary>
public sealed class ConditionalSyntax(SourcePosition position, int length, SyntaxNode condition, SyntaxNode then, SyntaxNode otherwise)
    : SyntaxNode(position, length, [condition, then, otherwise])
{
    /// <summary>The condition.</summary>
    public SyntaxNode Condition { get; } = condition;

    /// <summary>The value where it holds.</summary>
    public SyntaxNode Then { get; } = then;

    /// <summary>The value where it does not.</summary>
    public SyntaxNode Otherwise { get; } = otherwise;
}

/// <summary><c>value in (a, b)</c> or <c>value not in (a, b)</c></summary>
public sealed class MembershipSyntax(SourcePosition position, int length, SyntaxNode value, IReadOnlyList<SyntaxNode> options, bool isNegated)
    : SyntaxNode(position, length, [value, .. options])
{
    /// <summary>The value that is looked for.</summary>
    public SyntaxNode Value { get; } = value;

    /// <summary>The members of the set.</summary>
    public IReadOnlyList<SyntaxNode> Options { get; } = options;

    /// <summary>Whether it must not be among them.</summary>
    public bool IsNegated { get; } = isNegated;
}

/// <summary>Some series of an input: <c>name[label == "value"]</c>.</summary>
public sealed class SelectionSyntax(SourcePosition position, int length, NameSyntax input, IReadOnlyList<LabelConditionSyntax> conditions)
    : SyntaxNode(position, length, [input])
{
    /// <summary>The input.</summary>
    public NameSyntax Input { get; } = input;

    /// <summary>The conditions, all of which must hold.</summary>
    public IReadOnlyList<LabelConditionSyntax> Conditions { get; } = conditions;
}

/// <summary>A condition on a label.</summary>
/// <param name="Position">Where the label's name begins.</param>
/// <param name="Label">Name of the label.</param>
/// <param name="Values">Values it may have, or may not have; none where a constant gives them.</param>
/// <param name="IsNegated">Whether it may not.</param>
/// <param name="List">The constant that gives the values, separated by commas; null where they are written.</param>
public sealed record LabelConditionSyntax(
    SourcePosition Position, string Label, IReadOnlyList<string> Values, bool IsNegated, NameSyntax? List = null);

/// <summary>An argument seen over time: <c>value over 5 min</c>.</summary>
public sealed class OverSyntax(SourcePosition position, int length, SyntaxNode operand, SyntaxNode span) : SyntaxNode(position, length, [operand, span])
{
    /// <summary>What is seen.</summary>
    public SyntaxNode Operand { get; } = operand;

    /// <summary>How long: a <see cref="NumberSyntax"/> or the <see cref="NameSyntax"/> of a constant.</summary>
    public SyntaxNode Span { get; } = span;
}

/// <summary>An argument whose series are put together by labels: <c>value by label</c>, <c>value without (a, b)</c>.</summary>
public sealed class GroupingSyntax(SourcePosition position, int length, SyntaxNode operand, IReadOnlyList<NameSyntax> labels, bool isWithout)
    : SyntaxNode(position, length, [operand])
{
    /// <summary>What is grouped.</summary>
    public SyntaxNode Operand { get; } = operand;

    /// <summary>The labels that are kept, or given up.</summary>
    public IReadOnlyList<NameSyntax> Labels { get; } = labels;

    /// <summary>Whether the labels are those given up.</summary>
    public bool IsWithout { get; } = isWithout;
}

/// <summary>A place where a value was expected and none was found; only in trees that come with errors.</summary>
public sealed class MissingSyntax(SourcePosition position, int length) : SyntaxNode(position, length, []);
