using System.Globalization;
using RouterAlertAssurance.Heuristics.Packages;

namespace RouterAlertAssurance.Heuristics.Loading;

/// <summary>Refuses what would cost more than <see cref="PackageLimits"/> allow, with the numbers.</summary>
internal sealed class PackageBudget(PackageLimits limits, IExpressionCosts costs, ErrorList errors)
{
    public void Check(PackageDocument document, IReadOnlyDictionary<string, MetricDefinition> metrics)
    {
        CheckCount(document.Subservices.Concat(document.Services).Skip(limits.Types), document.Subservices.Count + document.Services.Count, limits.Types, "the package has {0} types");
        CheckCount(document.Metrics.Skip(limits.Metrics), document.Metrics.Count, limits.Metrics, "the package has {0} metrics");
        foreach (var entry in document.Metrics)
        {
            Check(entry.Key, metrics.GetValueOrDefault(entry.Key.Value)?.Implementations.Count ?? 0, limits.Implementations, "the metric has {0} implementations");
        }
    }

    /// <param name="place">Where the type begins.</param>
    /// <param name="type">The type.</param>
    /// <param name="metrics">The metrics it may read.</param>
    public void Check(SourceScalar place, NodeType type, IReadOnlyDictionary<string, MetricDefinition> metrics)
    {
        Check(place, type.Inputs.Count, limits.Inputs, "the type has {0} inputs");
        Check(place, type.Symptoms.Count, limits.Symptoms, "the type has {0} symptoms");
        Check(place, type.Dependencies.Count, limits.Rules, "the type has {0} dependency rules");
        Check(
            place, type.Dependencies.Select(rule => rule.Each.Count + rule.IfExists.Count + rule.UnlessExists.Count).DefaultIfEmpty().Max(), limits.Queries,
            "a dependency rule has {0} queries");
        var cost = Of(type, metrics);
        Check(place, cost.Nodes, limits.ExpressionNodes, "one instance would need {0} expression nodes");
        Check(place, cost.WindowSamples, limits.WindowSamples, "one instance would hold {0} samples in windows");
        Check(place, cost.Series, limits.Series, "one instance would have {0} series");
    }

    private ExpressionCost Of(NodeType type, IReadOnlyDictionary<string, MetricDefinition> metrics)
    {
        var inputs = type.Inputs.Values.Where(input => input.DefinitionIn(metrics) is not null).ToDictionary(input => input.Name, input => input.DefinitionIn(metrics)!, StringComparer.Ordinal);
        return type.Symptoms
            .SelectMany(symptom => symptom.Expressions)
            .Aggregate(default(ExpressionCost), (sum, expression) => sum + costs.Of(expression, inputs));
    }

    private void CheckCount(IEnumerable<SourceEntry> beyond, int count, int limit, string what)
    {
        if (beyond.FirstOrDefault() is { } first)
        {
            Check(first.Key, count, limit, what);
        }
    }

    private void Check(SourceScalar place, long count, long limit, string what)
    {
        if (count > limit)
        {
            errors.Add(place, $"{string.Format(CultureInfo.InvariantCulture, what, Number(count))}, and {Number(limit)} are allowed");
        }
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
