using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Expressions.Types;

namespace RouterAlertAssurance.Heuristics.Loading;

/// <summary>Compiles expressions out of scalars, with errors at their place in the file.</summary>
internal static class ExpressionChecks
{
    public static CompiledExpression? Compile(
        SourceScalar node, int offset, string text, ExpressionScope scope, ExpressionValueType? expected, ErrorList errors)
    {
        var result = ExpressionCompiler.Compile(text, scope, expected);
        foreach (var error in result.Errors)
        {
            errors.AddInside(node, offset + error.Position.Offset, error.Message, error.Suggestion);
        }

        return result.Errors.Count == 0 ? result.Expression : null;
    }

    public static bool CheckUnit(SourceScalar node, string unit, ErrorList errors)
    {
        var known = Unit.TryParse(unit, out _);
        if (!known)
        {
            errors.Add(node, $"unknown unit '{Suggestions.Shorten(unit)}'");
        }

        return known;
    }
}
