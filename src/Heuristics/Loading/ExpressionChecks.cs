using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Expressions.Types;

namespace RouterAlertAssurance.Heuristics.Loading;

/// <param name="Type">Type an expression must have; null for any.</param>
/// <param name="Unit">Unit it must be given in; null for any.</param>
internal readonly record struct ExpectedResult(ExpressionValueType? Type, string? Unit = null);

/// <summary>Compiles expressions out of scalars, with errors at their place in the file.</summary>
internal static class ExpressionChecks
{
    /// <param name="node">The scalar.</param>
    /// <param name="offset">Where in its value the expression begins.</param>
    /// <param name="text">The expression.</param>
    /// <param name="scope">Names it may use.</param>
    /// <param name="expected">Type it must have.</param>
    /// <param name="labels">Labels its values may have.</param>
    /// <param name="unreadable">Inputs that were refused themselves: that they are unknown is not worth a second error.</param>
    /// <param name="errors">Where errors go.</param>
    public static CompiledExpression? Compile(
        SourceScalar node, int offset, string text, ExpressionScope scope, ExpectedResult expected, LabelSet labels, IReadOnlySet<string> unreadable,
        ErrorList errors)
    {
        var result = ExpressionCompiler.Compile(text, scope, expected.Type, expected.Unit, labels);
        foreach (var error in result.Errors.Where(error => !unreadable.Contains(Quoted(text, error))))
        {
            errors.AddInside(node, offset + error.Position.Offset, error.Message, error.Suggestion);
        }

        if (result.Errors.Count > 0 || result.Expression is not { } expression)
        {
            return null;
        }

        ConstantChecks.CheckDivisions(node, offset, expression, errors);
        return expression;
    }

    public static bool CheckUnit(SourceScalar node, string unit, ErrorList errors)
    {
        var known = Unit.TryParse(unit, out _);
        if (!known)
        {
            errors.Add(node, $"unknown unit '{Suggestions.Shorten(unit)}'", "such as s, ms, %, ratio, packets, bytes, errors, packets/s or Mbit/s");
        }

        return known;
    }

    private static string Quoted(string text, ExpressionError error)
    {
        var start = Math.Clamp(error.Position.Offset, 0, text.Length);
        return text.Substring(start, Math.Clamp(error.Length, 0, text.Length - start));
    }
}
