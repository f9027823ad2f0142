using RouterAlertAssurance.Expressions.Compilation;

namespace RouterAlertAssurance.Expressions.Evaluation;

/// <summary>Computes single nodes out of their operands.</summary>
internal static class Kernel
{
    public const string DivisionByZero = "division by zero";

    /// <summary>Computes a node that is not a leaf. True when its value changed.</summary>
    public static bool Compute(NodeValues values, int node, in Instruction instruction, string origin) => instruction.Operation switch
    {
        Operation.Absent => values.SetBoolean(node, !values.IsPresent(instruction.Left)),
        Operation.And => And(values, node, instruction.Left, instruction.Right),
        Operation.Or => Or(values, node, instruction.Left, instruction.Right),
        _ when !values.IsPresent(instruction.Left) => values.SetFrom(node, instruction.Left),
        < Operation.And => Unary(values, node, instruction, origin),
        _ when !values.IsPresent(instruction.Right) => values.SetFrom(node, instruction.Right),
        Operation.TextEqual => values.SetBoolean(node, TextsEqual(values, instruction)),
        Operation.TextNotEqual => values.SetBoolean(node, !TextsEqual(values, instruction)),
        < Operation.Minimum => Comparison(values, node, instruction),
        _ => Arithmetic(values, node, instruction, origin),
    };

    // Kleene: one false decides a conjunction whatever the other side is; otherwise the leftmost unknown is handed on.
    private static bool And(NodeValues values, int node, int left, int right) =>
        values.IsFalse(left) || values.IsFalse(right) ? values.SetBoolean(node, false)
        : !values.IsPresent(left) ? values.SetFrom(node, left)
        : !values.IsPresent(right) ? values.SetFrom(node, right)
        : values.SetBoolean(node, true);

    private static bool Or(NodeValues values, int node, int left, int right) =>
        values.IsTrue(left) || values.IsTrue(right) ? values.SetBoolean(node, true)
        : !values.IsPresent(left) ? values.SetFrom(node, left)
        : !values.IsPresent(right) ? values.SetFrom(node, right)
        : values.SetBoolean(node, false);

    private static bool Unary(NodeValues values, int node, in Instruction instruction, string origin)
    {
        var operand = values.Number(instruction.Left);
        return instruction.Operation switch
        {
            Operation.Not => values.SetBoolean(node, operand == 0),
            Operation.Negate => values.SetNumber(node, -operand, origin),
            Operation.Absolute => values.SetNumber(node, Math.Abs(operand), origin),
            _ => values.SetNumber(node, instruction.Conversion.Apply(operand), origin),
        };
    }

    private static bool TextsEqual(NodeValues values, in Instruction instruction) =>
        string.Equals(values.Text(instruction.Left), values.Text(instruction.Right), StringComparison.Ordinal);

    private static bool Comparison(NodeValues values, int node, in Instruction instruction)
    {
        var left = values.Number(instruction.Left);
        var right = instruction.Conversion.Apply(values.Number(instruction.Right));
        return values.SetBoolean(node, instruction.Operation switch
        {
            Operation.Equal => left == right,
            Operation.NotEqual => left != right,
            Operation.Less => left < right,
            Operation.LessOrEqual => left <= right,
            Operation.Greater => left > right,
            _ => left >= right,
        });
    }

    private static bool Arithmetic(NodeValues values, int node, in Instruction instruction, string origin)
    {
        var left = values.Number(instruction.Left);
        var right = values.Number(instruction.Right);
        var isQuotient = instruction.Operation is Operation.Divide or Operation.Remainder;
        if (isQuotient && right == 0)
        {
            return values.SetWithout(node, SampleState.Missing, DivisionByZero, origin);
        }

        var scaled = instruction.Conversion.Apply(right);
        return values.SetNumber(node, instruction.Operation switch
        {
            Operation.Minimum => Math.Min(left, scaled),
            Operation.Maximum => Math.Max(left, scaled),
            Operation.Add => left + scaled,
            Operation.Subtract => left - scaled,
            Operation.Remainder => left % scaled,
            Operation.Multiply => instruction.Conversion.Apply(left * right),
            _ => instruction.Conversion.Apply(left / right),
        }, origin);
    }
}
