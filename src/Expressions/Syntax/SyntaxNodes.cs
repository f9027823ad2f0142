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

/// <summary>A place where a value was expected and none was found; only in trees that come with errors.</summary>
public sealed class MissingSyntax(SourcePosition position, int length) : SyntaxNode(position, length, []);
