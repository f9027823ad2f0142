using RouterAlertAssurance.Expressions.Compilation;
using RouterAlertAssurance.Expressions.Types;

namespace RouterAlertAssurance.Expressions.Evaluation;

/// <summary>Computes single nodes out of their operands. True when a node's value is another than before.</summary>
internal sealed class Kernel(NodeTable nodes, NodeValues values, IReadOnlyList<UnitConversion> conversions, TextPool texts)
{
    public const string DivisionByZero = "division by zero";
    private readonly int _divisionByZero = texts.Pin(DivisionByZero);

    public bool Compute(int node, in NodeCode code) => code.Operation switch
    {
        Operation.Absent => values.SetBoolean(node, !values.IsPresent(code.Left)),
        Operation.And => And(node, code.Left, code.Right),
        Operation.Or => Or(node, code.Left, code.Right),
        Operation.Conditional => Conditional(node, code),
        _ when !values.IsPresent(code.Left) => values.SetFrom(node, code.Left),
        < Operation.And => Unary(node, code),
        _ when !values.IsPresent(code.Right) => values.SetFrom(node, code.Right),
        Operation.Guard => values.SetFrom(node, code.Right),
        Operation.TextEqual => values.SetBoolean(node, nodes.Bits[code.Left] == nodes.Bits[code.Right]),
        Operation.TextNotEqual => values.SetBoolean(node, nodes.Bits[code.Left] != nodes.Bits[code.Right]),
        < Operation.Minimum => Comparison(node, code),
        _ => Arithmetic(node, code),
    };

    // Kleene: one false decides a conjunction whatever the other side is; otherwise the leftmost unknown is handed on.
    private bool And(int node, int left, int right) =>
        values.IsFalse(left) || values.IsFalse(right) ? values.SetBoolean(node, false)
        : !values.IsPresent(left) ? values.SetFrom(node, left)
        : !values.IsPresent(right) ? values.SetFrom(node, right)
        : values.SetBoolean(node, true);

    private bool Or(int node, int left, int right) =>
        values.IsTrue(left) || values.IsTrue(right) ? values.SetBoolean(node, true)
        : !values.IsPresent(left) ? values.SetFrom(node, left)
        : !values.IsPresent(right) ? values.SetFrom(node, right)
        : values.SetBoolean(node, false);

    // Only the branch that is taken needs a value.
    private bool Conditional(int node, in NodeCode code) =>
        values.SetFrom(node, !values.IsPresent(code.Left) ? code.Left : values.IsTrue(code.Left) ? code.Right : code.Extra);

    private bool Unary(int node, in NodeCode code)
    {
        var operand = values.Number(code.Left);
        return code.Operation switch
        {
            Operation.Not => values.SetBoolean(node, nodes.Bits[code.Left] == 0),
            Operation.Negate => values.SetNumber(node, -operand),
            Operation.Absolute => values.SetNumber(node, Math.Abs(operand)),
            _ => values.SetNumber(node, conversions[code.Extra].Apply(operand)),
        };
    }

    private bool Comparison(int node, in NodeCode code)
    {
        var left = values.Number(code.Left);
        var right = Scaled(code);
        return values.SetBoolean(node, code.Operation switch
        {
            Operation.Equal => left == right,
            Operation.NotEqual => left != right,
            Operation.Less => left < right,
            Operation.LessOrEqual => left <= right,
            Operation.Greater => left > right,
            _ => left >= right,
        });
    }

    private double Scaled(in NodeCode code) =>
        code.Extra == 0 ? values.Number(code.Right) : conversions[code.Extra].Apply(values.Number(code.Right));

    private bool Arithmetic(int node, in NodeCode code)
    {
        var left = values.Number(code.Left);
        var right = values.Number(code.Right);
        var isQuotient = code.Operation is Operation.Divide or Operation.Remainder;
        if (isQuotient && right == 0)
        {
            return values.SetWithout(node, SampleState.Missing, _divisionByZero, nodes.Origins[node]);
        }

        return values.SetNumber(node, code.Operation switch
        {
            Operation.Minimum => Math.Min(left, Scaled(code)),
            Operation.Maximum => Math.Max(left, Scaled(code)),
            Operation.Add => left + Scaled(code),
            Operation.Subtract => left - Scaled(code),
            Operation.Remainder => left % Scaled(code),
            Operation.Multiply => conversions[code.Extra].Apply(left * right),
            _ => conversions[code.Extra].Apply(left / right),
        });
    }
}
