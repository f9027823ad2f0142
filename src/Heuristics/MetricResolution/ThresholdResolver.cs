using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.Heuristics.Packages;

namespace RouterAlertAssurance.Heuristics.MetricResolution;

/// <summary>A symptom of one node, its expressions compiled with the node's parameters and the thresholds of its profile.</summary>
/// <param name="Definition">The symptom in the package; its own expressions hold default thresholds and no parameter values.</param>
/// <param name="When">Condition to evaluate.</param>
/// <param name="TextExpressions">Expressions of the text's <c>{=...}</c> places, by their text.</param>
public sealed record ResolvedSymptom(
    SymptomDefinition Definition, CompiledExpression When, IReadOnlyDictionary<string, CompiledExpression> TextExpressions);

/// <summary>Fills thresholds and parameters into the expressions of a type.</summary>
public static class ThresholdResolver
{
    /// <summary>
    /// Value of each threshold: what is set for this node, else the profile's, else the default. What is set and no threshold of the type, or
    /// in another unit than it, is left out of account.
    /// </summary>
    public static IReadOnlyDictionary<string, ExpressionConstant> Constants(
        NodeType type, string? profile, IReadOnlyDictionary<string, ExpressionConstant>? set = null)
    {
        ArgumentNullException.ThrowIfNull(type);
        return type.Thresholds.Values.ToDictionary(threshold => threshold.Name, threshold => Value(threshold, profile, set), StringComparer.Ordinal);
    }

    /// <summary>The value of a parameter as a constant of the expressions.</summary>
    /// <exception cref="ArgumentException">The type has no such parameter.</exception>
    public static ExpressionConstant Parameter(NodeType type, string name, IReadOnlyDictionary<string, string> parameters)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(parameters);
        var parameter = type.Parameters.FirstOrDefault(parameter => parameter.Name == name)
            ?? throw new ArgumentException($"type '{type.Name}' has no parameter '{name}'", nameof(name));
        return ExpressionScopes.Constant(parameter, parameters.GetValueOrDefault(name, ""));
    }

    /// <summary>The scope in which a node's expressions are compiled.</summary>
    public static ExpressionScope Scope(
        NodeType type,
        IReadOnlyDictionary<string, string> parameters,
        string? profile,
        PackageCatalog catalog,
        IReadOnlyDictionary<string, ExpressionConstant>? set = null)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(catalog);
        var constants = new Dictionary<string, ExpressionConstant>(Constants(type, profile, set), StringComparer.Ordinal);
        foreach (var parameter in type.Parameters)
        {
            constants.TryAdd(parameter.Name, ExpressionScopes.Constant(parameter, parameters.GetValueOrDefault(parameter.Name, "")));
        }

        return new ExpressionScope(ExpressionScopes.Declarations(type.Inputs, catalog.MetricsOf(type.Package), constants), constants);
    }

    /// <summary>The symptoms of a node, in the order of the package.</summary>
    /// <exception cref="InvalidOperationException">An expression does not compile: the type is not from <paramref name="catalog"/>.</exception>
    public static IReadOnlyList<ResolvedSymptom> Symptoms(
        NodeType type,
        IReadOnlyDictionary<string, string> parameters,
        string? profile,
        PackageCatalog catalog,
        IReadOnlyDictionary<string, ExpressionConstant>? set = null)
    {
        var scope = Scope(type, parameters, profile, catalog, set);
        return [.. type.Symptoms.Select(symptom => new ResolvedSymptom(
            symptom,
            Compile(symptom.When, scope),
            symptom.TextExpressions.ToDictionary(pair => pair.Key, pair => Compile(pair.Value, scope), StringComparer.Ordinal)))];
    }

    private static ExpressionConstant Value(ThresholdDefinition threshold, string? profile, IReadOnlyDictionary<string, ExpressionConstant>? set) =>
        set is not null && set.TryGetValue(threshold.Name, out var own) && own.Type == threshold.Value.Type && own.Unit == threshold.Value.Unit ? own
        : profile is not null && threshold.Profiles.TryGetValue(profile, out var value) ? value
        : threshold.Value;

    private static CompiledExpression Compile(CompiledExpression checkedOne, ExpressionScope scope)
    {
        var result = ExpressionCompiler.Compile(checkedOne.Text, scope, checkedOne.Type);
        return result.Expression ?? throw new InvalidOperationException($"'{checkedOne.Text}' does not compile: {string.Join("; ", result.Errors)}");
    }
}
