using System.Globalization;
using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Heuristics.Packages;

namespace RouterAlertAssurance.Heuristics.Loading;

/// <summary>The names the expressions of a type may use: its inputs, thresholds and parameters.</summary>
internal static class ExpressionScopes
{
    /// <summary>For checking a type: parameters stand for any value of theirs.</summary>
    public static ExpressionScope ForType(
        IEnumerable<ParameterDefinition> parameters,
        IReadOnlyDictionary<string, InputBinding> inputs,
        IReadOnlyDictionary<string, ThresholdDefinition> thresholds,
        IReadOnlyDictionary<string, MetricDefinition> metrics)
    {
        var constants = thresholds.ToDictionary(pair => pair.Key, pair => pair.Value.Value, StringComparer.Ordinal);
        foreach (var parameter in parameters)
        {
            constants.TryAdd(parameter.Name, Constant(parameter, parameter.Type == ParameterType.Integer ? "1" : ""));
        }

        return new ExpressionScope(Declarations(inputs, metrics, constants), constants);
    }

    /// <summary>The value of a parameter as a constant.</summary>
    public static ExpressionConstant Constant(ParameterDefinition parameter, string value) =>
        parameter.Type == ParameterType.Integer && long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? ExpressionConstant.Of(number) : ExpressionConstant.Of(value);

    /// <summary>What expressions know of the inputs.</summary>
    public static Dictionary<string, InputDeclaration> Declarations(
        IReadOnlyDictionary<string, InputBinding> inputs,
        IReadOnlyDictionary<string, MetricDefinition> metrics,
        IReadOnlyDictionary<string, ExpressionConstant> constants) =>
        inputs.Values
            .Where(input => input.DefinitionIn(metrics) is not null && !constants.ContainsKey(input.Name))
            .ToDictionary(
                input => input.Name,
                input => input.DefinitionIn(metrics)!.DeclarationAs(input.Name),
                StringComparer.Ordinal);
}
