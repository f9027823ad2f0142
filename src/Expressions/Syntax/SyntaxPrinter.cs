using System.Globalization;
using RouterAlertAssurance.Expressions.Types;

namespace RouterAlertAssurance.Expressions.Syntax;

/// <summary>Writes a tree in its canonical form, with the fewest parentheses that parse back to the same tree.</summary>
public static class SyntaxPrinter
{
    /// <summary>The canonical text of <paramref name="node"/>.</summary>
    public static string Print(SyntaxNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return node switch
        {
            NumberSyntax number => PrintNumber(number),
            TextSyntax text => PrintText(text.Value),
            BooleanSyntax boolean => boolean.Value ? "true" : "false",
            NameSyntax name => name.Name,
            UnarySyntax { Operator: UnaryOperator.Not } not => "not " + Operand(not.Operand, OperatorTable.Not),
            UnarySyntax negate => "-" + Operand(negate.Operand, OperatorTable.Negate),
            BinarySyntax binary => PrintBinary(binary),
            ConditionalSyntax conditional =>
                $"if {Print(conditional.Condition)} then {Print(conditional.Then)} else {Print(conditional.Otherwise)}",
            MembershipSyntax membership => PrintMembership(membership),
            SelectionSyntax selection => $"{selection.Input.Name}[{string.Join(", ", selection.Conditions.Select(PrintCondition))}]",
            OverSyntax over => $"{Print(over.Operand)} over {Print(over.Span)}",
            GroupingSyntax grouping => $"{Print(grouping.Operand)} {(grouping.IsWithout ? "without" : "by")} ({string.Join(", ", grouping.Labels.Select(Print))})",
            CallSyntax call => $"{call.Function}({string.Join(", ", call.Arguments.Select(Print))})",
            _ => "",
        };
    }

    private static string PrintNumber(NumberSyntax number)
    {
        var value = number.Value.ToString("R", CultureInfo.InvariantCulture);
        return number.Unit.Length == 0 ? value : $"{value} {number.Unit}";
    }

    private static string PrintText(string value) =>
        "\"" + value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal)
            .Replace("\t", "\\t", StringComparison.Ordinal) + "\"";

    private static string PrintMembership(MembershipSyntax membership) =>
        $"{Operand(membership.Value, OperatorTable.Comparison + 1)} {(membership.IsNegated ? "not in" : "in")} "
        + $"({string.Join(", ", membership.Options.Select(Print))})";

    private static string PrintCondition(LabelConditionSyntax condition) =>
        condition.List is { } list ? $"{condition.Label} {(condition.IsNegated ? "not in" : "in")} {list.Name}"
        : condition.Values.Count == 1
        ? $"{condition.Label} {(condition.IsNegated ? "!=" : "==")} {PrintText(condition.Values[0])}"
        : $"{condition.Label} {(condition.IsNegated ? "not in" : "in")} ({string.Join(", ", condition.Values.Select(PrintText))})";

    private static string PrintBinary(BinarySyntax binary)
    {
        var precedence = OperatorTable.Precedence(binary.Operator);
        // Comparisons do not chain, so a comparison inside a comparison always needs its parentheses.
        var left = Operand(binary.Left, precedence == OperatorTable.Comparison ? precedence + 1 : precedence);
        var right = ReadsAsUnit(binary) ? $"({Print(binary.Right)})" : Operand(binary.Right, precedence + 1);
        return $"{left} {OperatorTable.Symbol(binary.Operator)} {right}";
    }

    // '5 % -x' is five percent minus x, and in '5 bytes / s' the s is a unit.
    private static bool ReadsAsUnit(BinarySyntax binary) => binary switch
    {
        { Operator: BinaryOperator.Remainder, Right: UnarySyntax } => true,
        { Operator: BinaryOperator.Divide, Right: NameSyntax name } => UnitSymbol.Find(name.Name) is not null,
        _ => false,
    };

    private static string Operand(SyntaxNode node, int minimum) =>
        Precedence(node) < minimum ? $"({Print(node)})" : Print(node);

    private static int Precedence(SyntaxNode node) => node switch
    {
        BinarySyntax binary => OperatorTable.Precedence(binary.Operator),
        UnarySyntax { Operator: UnaryOperator.Not } => OperatorTable.Not,
        UnarySyntax => OperatorTable.Negate,
        MembershipSyntax => OperatorTable.Comparison,
        ConditionalSyntax => OperatorTable.Lowest,
        _ => OperatorTable.Primary,
    };
}
