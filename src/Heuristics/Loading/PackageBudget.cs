using System.Globalization;
using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Heuristics.Packages;

namespace RouterAlertAssurance.Heuristics.Loading;

/// <summary>Refuses what would cost more than <see cref="PackageLimits"/> allow, with the numbers.</summary>
internal sealed class PackageBudget(PackageLimits limits, IExpressionCosts costs, ErrorList errors)
{
    private const string Split = "split the package, and let one part require the other";
    private const string SplitType = "split the type, and let one part depend on the other";

    private ExpressionCost _sum;
    private Costly _worst;

    /// <summary>What can be counted before anything is compiled; false where there is so much that it shall not be.</summary>
    public bool Check(PackageDocument document)
    {
        List<SourceEntry> types = [.. document.Subservices, .. document.Services];
        var symptoms = types.Sum(type => ((type.Value as SourceMapping)?.Find("symptoms") as SourceSequence)?.Items.Count ?? 0);
        return CheckCount(types.Skip(limits.Types), types.Count, limits.Types, "the package has {0} types")
            & CheckCount(document.Metrics.Skip(limits.Metrics), document.Metrics.Count, limits.Metrics, "the package has {0} metrics")
            & CheckCount(types, symptoms, limits.PackageSymptoms, "the package has {0} symptoms");
    }

    public void Check(SourceEntry entry, MetricDefinition? metric) =>
        Check(entry, metric?.Implementations.Count ?? 0, limits.Implementations, "the metric has {0} implementations", "make a second metric of those for other devices");

    /// <param name="entry">The type as it is written.</param>
    /// <param name="type">The type.</param>
    /// <param name="metrics">The metrics it may read.</param>
    public void Check(SourceEntry entry, NodeType type, IReadOnlyDictionary<string, MetricDefinition> metrics)
    {
        Check(entry, type.Inputs.Count, limits.Inputs, "the type has {0} inputs", SplitType);
        Check(entry, type.Symptoms.Count, limits.Symptoms, "the type has {0} symptoms", SplitType);
        Check(entry, type.Dependencies.Count, limits.Rules, "the type has {0} dependency rules", SplitType);
        Check(
            entry, type.Dependencies.Select(rule => rule.Each.Count + rule.IfExists.Count + rule.UnlessExists.Count).DefaultIfEmpty().Max(), limits.Queries,
            "a dependency rule has {0} queries", "let a subservice in between ask some of them");
        var cost = PackageCost.Of(type, metrics, costs);
        Check(entry, cost.Nodes, limits.ExpressionNodes, "one instance would need {0} expression nodes", SplitType);
        Check(entry, cost.WindowSamples, limits.WindowSamples, "one instance would hold {0} samples in windows", "shorten the windows, or lengthen the intervals of the metrics");
        Check(entry, cost.Series, limits.Series, "one instance would have {0} series", "read fewer metrics with labels");
        var worst = WorstOf(entry, type, metrics);
        Check(entry, Rounded(cost.Evaluations), limits.Evaluations, "one instance would need {0} node evaluations per second", Remedy(worst));
        _sum += cost;
        _worst = worst.PerSecond > _worst.PerSecond ? worst : _worst;
    }

    /// <summary>What all types that were checked cost together.</summary>
    public void CheckSum(PackageDocument document)
    {
        if (document.Header("package") is { } place)
        {
            Check(place, _sum.Nodes, limits.PackageExpressionNodes, "one instance of each type would need {0} expression nodes", Split);
            Check(place, Rounded(_sum.Evaluations), limits.PackageEvaluations, "one instance of each type would need {0} node evaluations per second", Remedy(_worst));
        }
    }

    private Costly WorstOf(SourceEntry entry, NodeType type, IReadOnlyDictionary<string, MetricDefinition> metrics)
    {
        var inputs = PackageCost.InputsOf(type, metrics);
        return type.Symptoms
            .SelectMany(symptom => symptom.Expressions, (symptom, expression) => new Costly(entry, symptom, expression, costs.Of(expression, inputs).Evaluations))
            .OrderByDescending(costly => costly.PerSecond).FirstOrDefault();
    }

    private static string Remedy(Costly worst) => worst.Symptom is null
        ? "lengthen the intervals of the metrics"
        : $"the most expensive expression, with {Number(Rounded(worst.PerSecond))}, is at {worst.Place}: shorten its windows, or lengthen the intervals of what it reads";

    private bool CheckCount(IEnumerable<SourceEntry> beyond, int count, int limit, string what)
    {
        if (count > limit && beyond.FirstOrDefault() is { } first)
        {
            Check(first, count, limit, what, Split);
        }

        return count <= limit;
    }

    private void Check(SourceEntry entry, long count, long limit, string what, string suggestion) => Check(entry.Place, count, limit, what, suggestion);

    private void Check(SourceScalar place, long count, long limit, string what, string suggestion)
    {
        if (count > limit)
        {
            errors.Add(place, $"{string.Format(CultureInfo.InvariantCulture, what, Number(count))}, and {Number(limit)} are allowed", suggestion);
        }
    }

    private static long Rounded(double number) => number < long.MaxValue ? (long)Math.Ceiling(number) : long.MaxValue;

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private readonly record struct Costly(SourceEntry Type, SymptomDefinition Symptom, CompiledExpression Expression, double PerSecond)
    {
        /// <summary><c>file:line:column</c> of the key under which it is written.</summary>
        public string Place
        {
            get
            {
                var symptom = Symptom;
                var node = ((Type.Value as SourceMapping)?.Find("symptoms") as SourceSequence)?.Items.OfType<SourceMapping>()
                    .FirstOrDefault(item => item.Find("name") is SourceScalar name && name.Value == symptom.Name)
                    ?.Find(ReferenceEquals(Expression, Symptom.When) ? "when" : ReferenceEquals(Expression, Symptom.WeightExpression) ? "weight" : "text");
                var place = node ?? Type.Key;
                return $"{place.File.Path}:{place.Line}:{place.Column}";
            }
        }
    }
}
