using RouterAlertAssurance.Expressions.Syntax;
using RouterAlertAssurance.Expressions.Types;

namespace RouterAlertAssurance.Expressions.Compilation;

internal sealed partial class Binder
{
    private Bound BindUnary(UnarySyntax unary)
    {
        var operand = Bind(unary.Operand);
        var type = unary.Operator == UnaryOperator.Not ? ExpressionValueType.Boolean : ExpressionValueType.Number;
        if (!Require(unary.Operand, operand, type, OperatorTable.Symbol(unary.Operator)))
        {
            return Bound.Unknown;
        }

        var operation = unary.Operator == UnaryOperator.Not ? Operation.Not : Operation.Negate;
        return operand with { Index = Emit(unary, Instruction.Unary(operation, type, operand.Index, UnitConversion.Identity)) };
    }

    private Bound BindBinary(BinarySyntax binary)
    {
        var left = Bind(binary.Left);
        var right = Bind(binary.Right);
        return binary.Operator switch
        {
            BinaryOperator.Or or BinaryOperator.And => BindLogic(binary, left, right),
            BinaryOperator.Equal or BinaryOperator.NotEqual => BindEquality(binary, left, right),
            BinaryOperator.Multiply or BinaryOperator.Divide => BindProduct(binary, left, right),
            _ => BindLike(binary, left, right),
        };
    }

    private Bound BindLogic(BinarySyntax binary, Bound left, Bound right) =>
        RequireBoth(binary, left, right, ExpressionValueType.Boolean)
            ? Emit(binary, OperationOf(binary.Operator), ExpressionValueType.Boolean, left, right, UnitConversion.Identity, Unit.None)
            : Bound.Unknown;

    private Bound BindEquality(BinarySyntax binary, Bound left, Bound right)
    {
        if (left.IsUnknown || right.IsUnknown)
        {
            return Bound.Unknown;
        }

        if (left.Type != right.Type)
        {
            return Refuse(
                binary, $"{source.Quote(binary.Left)} is {Messages.Noun(left.Type)} and cannot equal {source.Quote(binary.Right)}, "
                    + $"which is {Messages.Noun(right.Type)}");
        }

        if (left.Type == ExpressionValueType.Number)
        {
            return BindLike(binary, left, right);
        }

        var operation = left.Type == ExpressionValueType.Boolean ? OperationOf(binary.Operator)
            : binary.Operator == BinaryOperator.Equal ? Operation.TextEqual : Operation.TextNotEqual;
        return Emit(binary, operation, ExpressionValueType.Boolean, left, right, UnitConversion.Identity, Unit.None);
    }

    /// <summary>Sums, remainders and comparisons: both sides are numbers of units that convert into each other.</summary>
    private Bound BindLike(BinarySyntax binary, Bound left, Bound right)
    {
        if (!RequireBoth(binary, left, right, ExpressionValueType.Number)
            || !TryAlign(binary, (binary.Left, left), (binary.Right, right), out var conversion))
        {
            return Bound.Unknown;
        }

        return OperatorTable.IsComparison(binary.Operator)
            ? Emit(binary, OperationOf(binary.Operator), ExpressionValueType.Boolean, left, right, conversion, Unit.None)
            : Emit(binary, OperationOf(binary.Operator), ExpressionValueType.Number, left, right, conversion, left.Unit);
    }

    private Bound BindProduct(BinarySyntax binary, Bound left, Bound right)
    {
        if (!RequireBoth(binary, left, right, ExpressionValueType.Number))
        {
            return Bound.Unknown;
        }

        var known = binary.Operator == BinaryOperator.Multiply
            ? left.Unit.TryMultiply(right.Unit, out var unit, out var conversion)
            : left.Unit.TryDivide(right.Unit, out unit, out conversion);
        return known
            ? Emit(binary, OperationOf(binary.Operator), ExpressionValueType.Number, left, right, conversion, unit)
            : RefuseUnit(binary);
    }

    private Bound Emit(
        SyntaxNode node, Operation operation, ExpressionValueType type, Bound left, Bound right, UnitConversion conversion, Unit unit) =>
        new(Emit(node, Instruction.Binary(operation, type, left.Index, right.Index, conversion)), type, unit);

    private bool RequireBoth(BinarySyntax binary, Bound left, Bound right, ExpressionValueType type)
    {
        var symbol = OperatorTable.Symbol(binary.Operator);
        var isLeft = Require(binary.Left, left, type, symbol);
        return Require(binary.Right, right, type, symbol) && isLeft;
    }

    private bool Require(SyntaxNode node, Bound bound, ExpressionValueType type, string user)
    {
        if (bound.IsUnknown || bound.Type == type)
        {
            return !bound.IsUnknown;
        }

        errors.Report(
            node, $"{source.Quote(node)} is {Messages.Noun(bound.Type)} but '{user}' needs {Messages.Noun(type)}",
            Messages.HintFor(bound.Type, type));
        return false;
    }

    /// <summary>Finds the conversion of the right side into the unit of the left.</summary>
    private bool TryAlign(
        SyntaxNode whole, (SyntaxNode Node, Bound Bound) left, (SyntaxNode Node, Bound Bound) right, out UnitConversion conversion)
    {
        if (right.Bound.Unit.TryConvert(left.Bound.Unit, out conversion))
        {
            return true;
        }

        errors.Report(
            whole, $"the units differ: {Describe(left.Node, left.Bound)}, {Describe(right.Node, right.Bound)}",
            Messages.HintForUnits(left.Node, left.Bound.Unit, right.Node, right.Bound.Unit));
        return false;
    }

    private string Describe(SyntaxNode node, Bound bound) =>
        $"{source.Quote(node)} at {node.Position} is {Messages.In(bound.Unit)}";

    private static Operation OperationOf(BinaryOperator op) => op switch
    {
        BinaryOperator.Or => Operation.Or,
        BinaryOperator.And => Operation.And,
        BinaryOperator.Equal => Operation.Equal,
        BinaryOperator.NotEqual => Operation.NotEqual,
        BinaryOperator.Less => Operation.Less,
        BinaryOperator.LessOrEqual => Operation.LessOrEqual,
        BinaryOperator.Greater => Operation.Greater,
        BinaryOperator.GreaterOrEqual => Operation.GreaterOrEqual,
        BinaryOperator.Add => Operation.Add,
        BinaryOperator.Subtract => Operation.Subtract,
        BinaryOperator.Multiply => Operation.Multiply,
        BinaryOperator.Divide => Operation.Divide,
        _ => Operation.Remainder,
    };
}
