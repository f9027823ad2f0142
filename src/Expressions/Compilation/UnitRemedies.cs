using System.Globalization;
using RouterAlertAssurance.Expressions.Syntax;
using RouterAlertAssurance.Expressions.Types;

namespace RouterAlertAssurance.Expressions.Compilation;

/// <summary>How to make units meet: which part to convert, and with what.</summary>
internal static class UnitRemedies
{
    public static string ForBoth((SyntaxNode Node, string Quoted, Unit Unit) left, (SyntaxNode Node, string Quoted, Unit Unit) right) =>
        Complete(right.Node, right.Unit, left.Unit)
        ?? Complete(left.Node, left.Unit, right.Unit)
        ?? Multiply(left.Quoted, left.Unit, right.Unit)
        ?? Multiply(right.Quoted, right.Unit, left.Unit)
        ?? "use inputs of one unit on both sides, or divide each side by one of its own unit to compare plain numbers";

    public static string ForOne((SyntaxNode Node, string Quoted, Unit Unit) part, Unit wanted) =>
        Complete(part.Node, part.Unit, wanted)
        ?? Multiply(part.Quoted, part.Unit, wanted)
        ?? $"divide {part.Quoted} by a value in {Quotient(part.Unit, wanted)}";

    /// <summary>A bare number beside something with a unit most likely lacks that unit.</summary>
    private static string? Complete(SyntaxNode node, Unit unit, Unit other) =>
        node is NumberSyntax number && unit == Unit.None && IsWritten(other.ToString())
            ? string.Create(CultureInfo.InvariantCulture, $"write '{number.Value:R} {other}'")
            : null;

    // Only a unit that a number can carry, and not one over a unit (1/s): that is better said of the other side.
    private static string? Multiply(string quoted, Unit from, Unit to) =>
        to.TryDivide(from, out var factor, out _) && IsWritten(factor.ToString()) && !factor.ToString().StartsWith("count/", StringComparison.Ordinal)
            ? $"multiply {quoted} by a value in {factor}, such as '1 {factor}', to get {to}"
            : null;

    private static Unit Quotient(Unit from, Unit to)
    {
        _ = from.TryDivide(to, out var quotient, out _);
        return quotient;
    }

    private static bool IsWritten(string unit) => unit.Length > 0 && !unit.AsSpan().ContainsAny('*', '^');
}
