using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Heuristics.Packages;

namespace RouterAlertAssurance.Heuristics.Loading;

internal static class MetricReader
{
    private static readonly Dictionary<string, ExpressionValueType> Types = new(StringComparer.Ordinal)
    {
        ["number"] = ExpressionValueType.Number,
        ["boolean"] = ExpressionValueType.Boolean,
        ["text"] = ExpressionValueType.Text,
    };

    private static readonly Dictionary<string, InputKind> Kinds = new(StringComparer.Ordinal)
    {
        ["gauge"] = InputKind.Gauge,
        ["counter"] = InputKind.Counter,
        ["counter32"] = InputKind.Counter32,
        ["state"] = InputKind.State,
    };

    private static readonly TimeSpan ShortestInterval = TimeSpan.FromMilliseconds(100);

    public static MetricDefinition? Read(SourceEntry entry, ErrorList errors)
    {
        if (MappingReader.Open(entry.Value, "a metric", PackageKeys.Metric, errors) is not { } reader || !reader.CheckName(entry.Key))
        {
            return null;
        }

        var type = reader.Choice("type", Types, ExpressionValueType.Number, required: true);
        var parameters = Parameters(reader, errors);
        var metric = new MetricDefinition
        {
            Name = entry.Key.Value,
            Description = reader.Text("description"),
            Type = type,
            Unit = Unit(reader, type, errors),
            Kind = reader.Choice("kind", Kinds, type == ExpressionValueType.Number ? InputKind.Gauge : InputKind.State),
            Labels = LabelSet.Of(reader.NameList("labels")),
            Parameters = parameters,
            Interval = reader.Duration("interval", TimeSpan.FromSeconds(2)),
            Staleness = reader.Duration("staleness", TimeSpan.FromSeconds(10)),
            Level = reader.Choice("level", MonitoringLevels.ByWord, MonitoringLevel.Basic),
            Implementations = [.. reader.Items("implementations").Select(node => Implementation(node, parameters, errors)).OfType<MetricImplementation>()],
        };
        Check(metric, reader, errors);
        return metric;
    }

    private static void Check(MetricDefinition metric, MappingReader reader, ErrorList errors)
    {
        if (metric.Type != ExpressionValueType.Number && metric.Kind != InputKind.State && reader.Find("kind") is { } kind)
        {
            errors.Add(kind, "only a number can be a gauge or a counter", "kind: state");
        }

        if (metric.Interval < ShortestInterval)
        {
            errors.Add(reader.Find("interval")!, "the interval must be at least 100ms", "interval: 100ms");
        }

        if (metric.Staleness <= metric.Interval)
        {
            errors.Add(reader.Find("staleness") ?? reader.Node, "staleness must be longer than the interval", "lengthen it to a few intervals");
        }

        if (reader.Find("implementations") is null or SourceSequence { Items.Count: 0 })
        {
            errors.Add(reader.Node, "a metric needs at least one implementation", "such as implementations: [{name: procfs, source: procfs, read: memory/available}]");
        }

        Duplicates.Check(reader.Items("implementations"), "implementation", errors);
    }

    // A refused unit counts as none from here on, so that each expression that reads the metric is not refused as well.
    private static string Unit(MappingReader reader, ExpressionValueType type, ErrorList errors)
    {
        if (reader.Scalar("unit") is not { } unit)
        {
            return "";
        }

        if (type != ExpressionValueType.Number)
        {
            errors.Add(unit, "only a number has a unit", "leave it out, or write type: number");
            return "";
        }

        return ExpressionChecks.CheckUnit(unit, unit.Value, errors) ? unit.Value : "";
    }

    private static List<string> Parameters(MappingReader reader, ErrorList errors)
    {
        var names = new List<string>();
        foreach (var node in reader.Items("parameters"))
        {
            if (reader.AsScalar(node, "parameters") is not { } scalar || !reader.CheckName(scalar))
            {
                continue;
            }

            if (names.Contains(scalar.Value))
            {
                errors.Add(scalar, $"parameter '{scalar.Value}' is given twice", "leave one of them out");
            }
            else
            {
                names.Add(scalar.Value);
            }
        }

        if (!names.Contains("device"))
        {
            errors.Add(reader.Find("parameters") ?? reader.Node, "a metric needs the parameter 'device'", "add it: parameters: [device]");
        }

        return names;
    }

    private static MetricImplementation? Implementation(SourceNode node, List<string> parameters, ErrorList errors)
    {
        if (MappingReader.Open(node, "an implementation", PackageKeys.Implementation, errors) is not { } reader)
        {
            return null;
        }

        var arguments = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in reader.Entries("arguments"))
        {
            if (reader.CheckName(entry.Key) && entry.Value is SourceScalar value)
            {
                TemplateChecks.Check(value, name => KnownArgument(name, parameters), errors);
                arguments[entry.Key.Value] = value.Value;
            }
            else if (entry.Value is not SourceScalar)
            {
                errors.Add(entry.Value, $"an argument must be text, not {entry.Value.Kind}", "such as interface: \"{interface}\"");
            }
        }

        return new MetricImplementation
        {
            Name = reader.Name("name", required: true) ?? "",
            Source = Source(reader, errors),
            Read = reader.Text("read", required: true),
            Arguments = arguments,
            When = DeviceConditionReader.Read(reader, errors),
        };
    }

    // Agents of others may have sources that ours have not.
    private static string Source(MappingReader reader, ErrorList errors)
    {
        var name = reader.Name("source", required: true) ?? "";
        if (name.Length > 0 && !MetricSources.Names.Contains(name))
        {
            errors.Warn(
                reader.Find("source")!, $"no agent of this product has a source '{Suggestions.Shorten(name)}'",
                Suggestions.DidYouMean(name, MetricSources.Names) ?? Suggestions.Known(MetricSources.Names));
        }

        return name;
    }

    private static ReferenceCheck KnownArgument(string name, List<string> parameters) =>
        name.StartsWith("device.", StringComparison.Ordinal) || parameters.Contains(name)
            ? ReferenceCheck.Known
            : ReferenceCheck.Unknown("parameter of the metric", parameters);
}
