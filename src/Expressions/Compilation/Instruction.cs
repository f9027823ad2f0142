using RouterAlertAssurance.Expressions.Types;

namespace RouterAlertAssurance.Expressions.Compilation;

/// <summary>
/// One step of a program. Operands are indexes of earlier steps, -1 where there is none. A step with labels stands for as many values as there are
/// series.
/// </summary>
internal sealed record Instruction(Operation Operation, ExpressionValueType Type)
{
    public int Left { get; init; } = -1;

    public int Right { get; init; } = -1;

    public int Third { get; init; } = -1;

    public UnitConversion Conversion { get; init; } = UnitConversion.Identity;

    /// <summary>The value of a constant; the quantile that is asked for; seconds of a span given as a number.</summary>
    public double Number { get; init; }

    /// <summary>A constant text, or the name of an input or parameter.</summary>
    public string? Text { get; init; }

    /// <summary>The constant that gives the span of a function over time, where a name was written.</summary>
    public string? SpanName { get; init; }

    /// <summary>Seconds of the span of a function over time; of a named one, the factor from the constant's unit to seconds.</summary>
    public double Span { get; init; }

    public AggregateFunction Function { get; init; }

    /// <summary>Which series of an input are taken; null for all.</summary>
    public SeriesSelection? Selection { get; init; }

    public LabelSet Labels { get; init; } = LabelSet.None;

    public IEnumerable<int> Operands => new[] { Left, Right, Third }.Where(operand => operand >= 0).Distinct();
}
