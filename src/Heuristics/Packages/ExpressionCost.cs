using RouterAlertAssurance.Expressions;

namespace RouterAlertAssurance.Heuristics.Packages;

/// <summary>An upper bound of what an expression, or all expressions of a type, cost one instance.</summary>
/// <param name="Nodes">Nodes to compute.</param>
/// <param name="WindowSamples">Samples kept for functions over time.</param>
/// <param name="Series">Series of metrics with labels.</param>
/// <param name="Evaluations">Node evaluations per second, as <see cref="ExpressionWork"/> counts them.</param>
public readonly record struct ExpressionCost(long Nodes, long WindowSamples, long Series, double Evaluations)
{
    public static ExpressionCost operator +(ExpressionCost left, ExpressionCost right) => left.Add(right);

    public ExpressionCost Add(ExpressionCost other) => new(Nodes + other.Nodes, WindowSamples + other.WindowSamples, Series + other.Series, Evaluations + other.Evaluations);
}

/// <summary>Knows what an expression costs; what the expression language can do decides that.</summary>
public interface IExpressionCosts
{
    /// <param name="expression">The expression.</param>
    /// <param name="metrics">The metric of each of its inputs: a window holds as many samples as the metric's interval fits into it.</param>
    ExpressionCost Of(CompiledExpression expression, IReadOnlyDictionary<string, MetricDefinition> metrics);
}

/// <summary>The cost in the computation graph: nodes, samples in windows at the interval of the fastest input, series as many as a metric may have, evaluations at the intervals of the inputs.</summary>
public sealed class GraphCosts : IExpressionCosts
{
    public static GraphCosts Instance { get; } = new();

    public ExpressionCost Of(CompiledExpression expression, IReadOnlyDictionary<string, MetricDefinition> metrics)
    {
        ArgumentNullException.ThrowIfNull(expression);
        ArgumentNullException.ThrowIfNull(metrics);
        var inputs = expression.InputNames.Where(metrics.ContainsKey).Select(name => metrics[name]).ToList();
        var interval = inputs.Select(metric => metric.Interval).DefaultIfEmpty(TimeSpan.MaxValue).Min();
        return new(
            expression.NodeCount,
            expression.Spans.Sum(span => (long)Math.Ceiling(span / interval)),
            inputs.Count(metric => !metric.Labels.IsEmpty) * (long)ExpressionLimits.MaximumSeries,
            ExpressionWork.PerSecond(expression, name => metrics.TryGetValue(name, out var metric) ? metric.Interval : TimeSpan.MaxValue));
    }
}
