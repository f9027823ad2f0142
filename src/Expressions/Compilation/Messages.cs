using System.Globalization;
using RouterAlertAssurance.Expressions.Syntax;
using RouterAlertAssurance.Expressions.Types;

namespace RouterAlertAssurance.Expressions.Compilation;

/// <summary>The words in which types and units are explained.</summary>
internal static class Messages
{
    public static string Noun(ExpressionValueType type) => type switch
    {
        ExpressionValueType.Number => "a number",
        ExpressionValueType.Boolean => "a boolean",
        _ => "a text",
    };

    public static string In(Unit unit) => unit == Unit.None ? "a plain number" : $"in {unit}";

    public static string? HintFor(ExpressionValueType actual, ExpressionValueType needed) => (actual, needed) switch
    {
        (ExpressionValueType.Number, ExpressionValueType.Boolean) => "compare it with something, for example '> 0' with the right unit",
        (ExpressionValueType.Text, ExpressionValueType.Boolean) => "compare it with a text, for example == \"up\"",
        _ => null,
    };

    public static string? HintForUnits(SyntaxNode left, Unit leftUnit, SyntaxNode right, Unit rightUnit) =>
        Complete(right, rightUnit, leftUnit) ?? Complete(left, leftUnit, rightUnit);

    public static string HintForLabels(in Bound bound, LabelSet wanted) => wanted.IsEmpty
        ? bound.Type == ExpressionValueType.Boolean
            ? $"write 'any(...)' or 'all(...)' for one value, or give the symptom 'for-each: [{bound.Labels}]'"
            : "write 'max(...)', 'sum(...)' or another function that makes one value of them"
        : $"one for each {wanted} is wanted; write 'max(... by ({wanted}))' or another function";

    /// <summary>A bare number beside something with a unit most likely lacks that unit.</summary>
    private static string? Complete(SyntaxNode node, Unit unit, Unit other) =>
        node is NumberSyntax number && unit == Unit.None && other.ToString() is { Length: > 0 } text
            && !text.AsSpan().ContainsAny('*', '^')
            ? string.Create(CultureInfo.InvariantCulture, $"write '{number.Value:R} {text}'")
            : null;
}
