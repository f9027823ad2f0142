using System.Collections.Frozen;
using System.Globalization;
using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Expressions.Syntax;

namespace RouterAlertAssurance.Heuristics.Loading;

/// <summary>Expressions that are valid and can never be right: what they give does not depend on any input, or is never there.</summary>
internal static class ConstantChecks
{
    private static readonly ExpressionScope Nothing = new(FrozenDictionary<string, InputDeclaration>.Empty, FrozenDictionary<string, ExpressionConstant>.Empty);

    /// <summary>A condition must read an input.</summary>
    public static void CheckCondition(SourceScalar node, CompiledExpression condition, ExpressionScope scope, ErrorList errors)
    {
        if (condition.InputNames.IsEmpty)
        {
            errors.Add(
                node, "the condition reads no input, so it never changes",
                scope.Inputs.Count > 0 ? Suggestions.Known(scope.Inputs.Keys) : "give the type an input, and compare it here");
        }
    }

    /// <summary>A weight that reads no input must be one, with the thresholds as they are by default.</summary>
    /// <param name="node">The weight.</param>
    /// <param name="weight">Its expression.</param>
    /// <param name="thresholds">Names of the type's thresholds: parameters have no value yet.</param>
    /// <param name="errors">Where errors go.</param>
    public static void CheckWeight(SourceScalar node, CompiledExpression weight, IEnumerable<string> thresholds, ErrorList errors)
    {
        if (weight.InputNames.IsEmpty && weight.ConstantNames.All(thresholds.Contains) && ValueOf(weight) is { } points and (< 0 or > 100))
        {
            errors.Add(node, string.Create(CultureInfo.InvariantCulture, $"the weight is always {points}"), "points are from 0 to 100, such as weight: 40");
        }
    }

    /// <summary>Nothing is divided by zero.</summary>
    /// <param name="node">The scalar.</param>
    /// <param name="offset">Where in its value the expression begins.</param>
    /// <param name="expression">The expression.</param>
    /// <param name="errors">Where errors go.</param>
    public static void CheckDivisions(SourceScalar node, int offset, CompiledExpression expression, ErrorList errors)
    {
        foreach (var divisor in Divisors(expression.Root).Where(IsZero))
        {
            errors.AddInside(
                node, offset + divisor.Position.Offset, $"'{Suggestions.Shorten(divisor.ToString())}' is 0, and what is divided by it is always missing", "divide by something else");
        }
    }

    private static IEnumerable<SyntaxNode> Divisors(SyntaxNode node)
    {
        var below = node.Children.SelectMany(Divisors);
        return node is BinarySyntax { Operator: BinaryOperator.Divide or BinaryOperator.Remainder } division ? below.Prepend(division.Right) : below;
    }

    private static bool IsZero(SyntaxNode node) => IsOfNumbers(node) && ExpressionCompiler.Compile(node.ToString(), Nothing).Expression is { } value && ValueOf(value) is 0;

    private static bool IsOfNumbers(SyntaxNode node) => node is NumberSyntax or UnarySyntax or BinarySyntax && node.Children.All(IsOfNumbers);

    /// <summary>The number an expression without inputs gives; null where it gives none.</summary>
    private static double? ValueOf(CompiledExpression expression)
    {
        var value = new ExpressionEvaluator([("", expression)]).Evaluate("");
        return value.IsPresent && expression.Type == ExpressionValueType.Number ? value.Number : null;
    }
}
