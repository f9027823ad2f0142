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

    public static string HintFor(ExpressionValueType actual, ExpressionValueType needed) => (actual, needed) switch
    {
        (ExpressionValueType.Number, ExpressionValueType.Boolean) => "compare it with something, for example '> 0' with the right unit",
        (ExpressionValueType.Text, ExpressionValueType.Boolean) => "compare it with a text, for example == \"up\"",
        (ExpressionValueType.Boolean, ExpressionValueType.Number) => "write 'if x then 1 else 0' to make a number of it",
        (_, ExpressionValueType.Number) => "compare a text with '==' or 'in', or use an input that is a number",
        _ => "write a text in quotation marks, or the name of one",
    };

    public static string Example(ExpressionValueType type) => type switch
    {
        ExpressionValueType.Number => "a number such as 1",
        ExpressionValueType.Boolean => "true or false, or use it alone",
        _ => "a text such as \"up\"",
    };

    public static string HintForLabels(in Bound bound, LabelSet wanted) => wanted.IsEmpty
        ? bound.Type == ExpressionValueType.Boolean
            ? $"write 'any(...)' or 'all(...)' for one value, or give the symptom 'for-each: [{bound.Labels}]'"
            : "write 'max(...)', 'sum(...)' or another function that makes one value of them"
        : $"one for each {wanted} is wanted; write 'max(... by ({wanted}))' or another function";
}
