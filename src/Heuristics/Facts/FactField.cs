using RouterAlertAssurance.Expressions;

namespace RouterAlertAssurance.Heuristics.Facts;

/// <summary>What the values of a field are where expressions read them.</summary>
/// <param name="Type">Type; facts themselves are texts.</param>
/// <param name="Unit">Unit of a number in the notation of the expression language; empty for a plain one.</param>
public sealed record FactField(ExpressionValueType Type, string Unit = "")
{
    /// <summary>How a field of type boolean says that it is true.</summary>
    public const string Yes = "yes";

    public static FactField Text { get; } = new(ExpressionValueType.Text);
}
