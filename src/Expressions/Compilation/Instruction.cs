using RouterAlertAssurance.Expressions.Types;

namespace RouterAlertAssurance.Expressions.Compilation;

/// <summary>
/// A node of the computation graph. Two equal instructions compute the same value, which is how equal sub-expressions are found.
/// </summary>
/// <param name="Operation">What it does.</param>
/// <param name="Type">The type of its value.</param>
/// <param name="Left">Index of the first operand, or -1; always smaller than the node's own.</param>
/// <param name="Right">Index of the second operand, or -1.</param>
/// <param name="Conversion">
/// Scale applied to the right operand of a comparison, sum, remainder, minimum or maximum, and to the result of everything else.
/// </param>
/// <param name="Number">The value of a constant.</param>
/// <param name="Text">The value of a text constant, or the name of an input.</param>
internal readonly record struct Instruction(
    Operation Operation, ExpressionValueType Type, int Left, int Right, UnitConversion Conversion, double Number, string? Text)
{
    public static Instruction Constant(ExpressionValueType type, double number, string? text) =>
        new(Operation.Constant, type, -1, -1, UnitConversion.Identity, number, text);

    public static Instruction Source(Operation operation, ExpressionValueType type, string input, UnitConversion conversion) =>
        new(operation, type, -1, -1, conversion, 0, input);

    public static Instruction Unary(Operation operation, ExpressionValueType type, int operand, UnitConversion conversion) =>
        new(operation, type, operand, -1, conversion, 0, null);

    public static Instruction Binary(
        Operation operation, ExpressionValueType type, int left, int right, UnitConversion conversion) =>
        new(operation, type, left, right, conversion, 0, null);
}
