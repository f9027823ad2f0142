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
        return Unary(unary, operation, type, operand, operand.Unit);
    }

    private Bound BindBinary(BinarySyntax binary)
    {
        var left = Bind(binary.Left);
        var right = Bind(binary.Right);
        return binary.Operator switch
        {
            BinaryOperator.Or or BinaryOperator.And => BindLogic(binary, left, right),
            BinaryOperator.Equal or BinaryOperator.NotEqual => BindEqual(binary, (binary.Left, left), (binary.Right, right), binary.Operator),
            BinaryOperator.Multiply or BinaryOperator.Divide => BindProduct(binary, left, right),
            _ => BindLike(binary, left, right),
        };
    }

    private Bound BindLogic(BinarySyntax binary, Bound left, Bound right) =>
        RequireBoth(binary, left, right, ExpressionValueType.Boolean)
            ? Emit(binary, OperationOf(binary.Operator), ExpressionValueType.Boolean, left, right, UnitConversion.Identity, Unit.None)
            : Bound.Unknown;

    private Bound BindEqual(SyntaxNode whole, (SyntaxNode Node, Bound Bound) left, (SyntaxNode Node, Bound Bound) right, BinaryOperator op)
    {
        if (left.Bound.IsUnknown || right.Bound.IsUnknown)
        {
            return Bound.Unknown;
        }

        var type = left.Bound.Type;
        if (type != right.Bound.Type)
        {
            return Refuse(
                whole, $"{source.Quote(left.Node)} is {Messages.Noun(type)} and cannot equal {source.Quote(right.Node)}, "
                    + $"which is {Messages.Noun(right.Bound.Type)}",
                IsLiteral(left.Node) ? Compare(right.Node, right.Bound.Type) : Compare(left.Node, type));
        }

        var operation = type != ExpressionValueType.Text ? OperationOf(op)
            : op == BinaryOperator.Equal ? Operation.TextEqual : Operation.TextNotEqual;
        return TryAlign(whole, left, right, out var conversion)
            ? Emit(whole, operation, ExpressionValueType.Boolean, left.Bound, right.Bound, conversion, Unit.None)
            : Bound.Unknown;
    }

    private string Compare(SyntaxNode node, ExpressionValueType type) => $"compare {source.Quote(node)} with {Messages.Example(type)}";

    private static bool IsLiteral(SyntaxNode node) => node is NumberSyntax or TextSyntax or BooleanSyntax;

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

    private Bound BindConditional(ConditionalSyntax conditional)
    {
        var condition = Bind(conditional.Condition);
        var (then, otherwise) = (Bind(conditional.Then), Bind(conditional.Otherwise));
        var sound = Require(conditional.Condition, condition, ExpressionValueType.Boolean, "if");
        if (!sound || then.IsUnknown || otherwise.IsUnknown)
        {
            return Bound.Unknown;
        }

        if (then.Type != otherwise.Type)
        {
            return Refuse(
                conditional, $"{source.Quote(conditional.Then)} is {Messages.Noun(then.Type)} but {source.Quote(conditional.Otherwise)} is "
                    + Messages.Noun(otherwise.Type), "both branches need one type");
        }

        if (!TryAlign(conditional, (conditional.Then, then), (conditional.Otherwise, otherwise), out var conversion))
        {
            return Bound.Unknown;
        }

        otherwise = Converted(conditional.Otherwise, otherwise, conversion, then.Unit);
        if (!TryJoin(conditional, then, otherwise, out var values) || !TryJoin(conditional, condition, then with { Labels = values }, out var labels))
        {
            return Bound.Unknown;
        }

        var instruction = new Instruction(Operation.Conditional, then.Type)
        {
            Left = condition.Index,
            Right = then.Index,
            Third = otherwise.Index,
            Labels = labels,
        };
        return new Bound(Emit(conditional, instruction), then.Type, then.Unit, labels);
    }

    // x in (a, b) is x == a or x == b.
    private Bound BindMembership(MembershipSyntax membership)
    {
        var value = Bind(membership.Value);
        List<Bound> parts = [.. membership.Options.Select(option =>
            BindEqual(membership, (membership.Value, value), (option, Bind(option)), BinaryOperator.Equal))];
        if (parts.Exists(part => part.IsUnknown))
        {
            return Bound.Unknown;
        }

        var result = AnyOf(membership, parts);
        return membership.IsNegated && !result.IsUnknown ? Unary(membership, Operation.Not, ExpressionValueType.Boolean, result, Unit.None) : result;
    }

    // In pairs, so that a thousand options are ten levels deep.
    private Bound AnyOf(MembershipSyntax membership, List<Bound> parts)
    {
        while (parts.Count > 1)
        {
            List<Bound> pairs = [.. parts.Chunk(2).Select(pair => pair.Length == 1 ? pair[0]
                : Emit(membership, Operation.Or, ExpressionValueType.Boolean, pair[0], pair[1], UnitConversion.Identity, Unit.None))];
            if (pairs.Exists(pair => pair.IsUnknown))
            {
                return Bound.Unknown;
            }

            parts = pairs;
        }

        return parts[0];
    }

    private Bound Emit(
        SyntaxNode node, Operation operation, ExpressionValueType type, Bound left, Bound right, UnitConversion conversion, Unit unit)
    {
        if (!TryJoin(node, left, right, out var labels))
        {
            return Bound.Unknown;
        }

        var instruction = new Instruction(operation, type) { Left = left.Index, Right = right.Index, Conversion = conversion, Labels = labels };
        return new Bound(Emit(node, instruction), type, unit, labels);
    }

    // Values are paired by the labels they share, so one side's labels must be among the other's.
    private bool TryJoin(SyntaxNode node, Bound left, Bound right, out LabelSet labels)
    {
        labels = left.Labels.IsSubsetOf(right.Labels) ? right.Labels : left.Labels;
        if (left.Labels.IsSubsetOf(right.Labels) || right.Labels.IsSubsetOf(left.Labels))
        {
            return true;
        }

        errors.Report(
            node, $"{source.Quote(node)} joins a value for each {left.Labels} with one for each {right.Labels}",
            "put one side together first, for example with sum(x by label)");
        return false;
    }

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
            UnitRemedies.ForBoth((left.Node, source.Quote(left.Node), left.Bound.Unit), (right.Node, source.Quote(right.Node), right.Bound.Unit)));
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
