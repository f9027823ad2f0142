using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.Heuristics.Packages;

namespace RouterAlertAssurance.Heuristics.MetricResolution;

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

    private static ExpressionConstant Value(ThresholdDefinition threshold, string? profile, IReadOnlyDictionary<string, ExpressionConstant>? set) =>
        set is not null && set.TryGetValue(threshold.Name, out var own) && own.Type == threshold.Value.Type && own.Unit == threshold.Value.Unit ? own
        : profile is not null && threshold.Profiles.TryGetValue(profile, out var value) ? value
        : threshold.Value;
}
