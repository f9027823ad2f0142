using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.Heuristics.MetricResolution;
using RouterAlertAssurance.Heuristics.Packages;

namespace RouterAlertAssurance.Heuristics.Tests.MetricResolution;

/// <summary>A symptom of one node, its expressions compiled with the node's parameters and the thresholds of its profile.</summary>
internal sealed record ResolvedSymptom(SymptomDefinition Definition, CompiledExpression When, IReadOnlyDictionary<string, CompiledExpression> TextExpressions)
{
    /// <summary>The symptoms of a node, in the order of the package.</summary>
    public static IReadOnlyList<ResolvedSymptom> Of(NodeType type, IReadOnlyDictionary<string, string> parameters, string? profile, PackageCatalog catalog)
    {
        var scope = Scope(type, parameters, profile, catalog);
        return [.. type.Symptoms.Select(symptom => new ResolvedSymptom(
            symptom,
            Compile(symptom.When, scope),
            symptom.TextExpressions.ToDictionary(pair => pair.Key, pair => Compile(pair.Value, scope), StringComparer.Ordinal)))];
    }

    /// <summary>What the expressions of a node know.</summary>
    public static ExpressionScope Scope(NodeType type, IReadOnlyDictionary<string, string> parameters, string? profile, PackageCatalog catalog)
    {
        var constants = new Dictionary<string, ExpressionConstant>(ThresholdResolver.Constants(type, profile), StringComparer.Ordinal);
        foreach (var parameter in type.Parameters)
        {
            constants.TryAdd(parameter.Name, ThresholdResolver.Parameter(type, parameter.Name, parameters));
        }

        return new ExpressionScope(ExpressionScopes.Declarations(type.Inputs, catalog.MetricsOf(type.Package), constants), constants);
    }

    private static CompiledExpression Compile(CompiledExpression expression, ExpressionScope scope) =>
        ExpressionCompiler.Compile(expression.Text, scope, expression.Type) is { Expression: { } compiled }
            ? compiled
            : throw new InvalidOperationException($"'{expression.Text}' does not compile");
}
