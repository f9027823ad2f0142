namespace RouterAlertAssurance.Heuristics.Packages;

/// <summary>What one instance of each type of a package costs.</summary>
/// <param name="Total">Of all types.</param>
/// <param name="Types">By the name of the type; service types too.</param>
public sealed record PackageCost(ExpressionCost Total, IReadOnlyDictionary<string, ExpressionCost> Types)
{
    /// <param name="package">The package.</param>
    /// <param name="metrics">The metrics its types may read.</param>
    public static PackageCost Of(HeuristicPackage package, IReadOnlyDictionary<string, MetricDefinition> metrics)
    {
        ArgumentNullException.ThrowIfNull(package);
        // A subservice type and a service type may have one name.
        var types = package.Subservices.Values.Concat<NodeType>(package.Services.Values).GroupBy(type => type.Name, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => Sum(same.Select(type => Of(type, metrics, GraphCosts.Instance))), StringComparer.Ordinal);
        return new(Sum(types.Values), types);
    }

    /// <summary>What one instance of a type costs.</summary>
    internal static ExpressionCost Of(NodeType type, IReadOnlyDictionary<string, MetricDefinition> metrics, IExpressionCosts costs)
    {
        var inputs = InputsOf(type, metrics);
        return Sum(type.Symptoms.SelectMany(symptom => symptom.Expressions).Select(expression => costs.Of(expression, inputs)));
    }

    internal static Dictionary<string, MetricDefinition> InputsOf(NodeType type, IReadOnlyDictionary<string, MetricDefinition> metrics) => type.Inputs.Values
        .Where(input => input.DefinitionIn(metrics) is not null)
        .ToDictionary(input => input.Name, input => input.DefinitionIn(metrics)!, StringComparer.Ordinal);

    internal static ExpressionCost Sum(IEnumerable<ExpressionCost> costs) => costs.Aggregate(default(ExpressionCost), (sum, cost) => sum + cost);
}
