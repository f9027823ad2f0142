using System.Globalization;
using System.Text;
using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Heuristics.Packages;

namespace RouterAlertAssurance.Heuristics.Documentation;

/// <summary>The metrics of a package and how they are got.</summary>
internal static class MetricSection
{
    public static void Write(StringBuilder page, IEnumerable<MetricDefinition> metrics)
    {
        page.Append("\n## Metrics\n");
        foreach (var metric in metrics.OrderBy(metric => metric.Name, StringComparer.Ordinal))
        {
            Write(page, metric);
        }
    }

    private static void Write(StringBuilder page, MetricDefinition metric)
    {
        page.Append(CultureInfo.InvariantCulture, $"\n### {metric.Name}\n");
        Markdown.Paragraph(page, metric.Description);
        Markdown.Paragraph(page, $"{Kind(metric)}, of {string.Join(", ", metric.Parameters)}; read every {Markdown.Duration(metric.Interval)}, stale after {Markdown.Duration(metric.Staleness)}.");
        Markdown.Table(page, ["Implementation", "Source", "Reads", "Where"], metric.Implementations.Select(Implementation));
    }

    private static string Kind(MetricDefinition metric)
    {
        var what = metric.Kind switch
        {
            InputKind.Counter => "Counter",
            InputKind.Counter32 => "Counter of 32 bits",
            InputKind.State => metric.Type == ExpressionValueType.Boolean ? "Yes or no" : "State",
            _ => "Gauge",
        };
        var unit = metric.Unit.Length > 0 ? $" in {Markdown.Code(metric.Unit)}" : "";
        return $"{what}{unit}{(metric.Level == MonitoringLevel.Advanced ? ", on level advanced only" : "")}";
    }

    private static string[] Implementation(MetricImplementation implementation) =>
    [
        Markdown.Code(implementation.Name),
        Markdown.Code(implementation.Source),
        Markdown.Code(implementation.Read),
        string.Join(", ", implementation.When.Select(condition => $"{condition.Key} {Markdown.Code(condition.Value.ToString())}")),
    ];
}
