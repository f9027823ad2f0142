using System.Collections.Immutable;
using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.Heuristics.Packages;

namespace RouterAlertAssurance.Heuristics.Fixtures;

/// <summary>Reads the inputs of a test.</summary>
/// <param name="type">The type on the level of the test.</param>
/// <param name="whole">The type on the highest level, for a better error.</param>
/// <param name="metrics">Metrics the type may read.</param>
/// <param name="errors">Where errors go.</param>
internal sealed class TimelineReader(NodeType type, NodeType whole, IReadOnlyDictionary<string, MetricDefinition> metrics, ErrorList errors)
{
    public Dictionary<string, InputTimeline> Read(MappingReader test)
    {
        var timelines = new Dictionary<string, InputTimeline>(StringComparer.Ordinal);
        foreach (var entry in test.Entries("inputs"))
        {
            if (MetricOf(entry.Key) is { } metric && ReadTimeline(entry.Value, metric) is { } timeline)
            {
                timelines[entry.Key.Value] = timeline;
            }
        }

        foreach (var missing in type.Inputs.Values.Where(input => input.Required && test.Entries("inputs").All(entry => entry.Key.Value != input.Name)))
        {
            errors.Add(test.Find("inputs") ?? test.Node, $"required input '{missing.Name}' has no timeline", $"write '{missing.Name}: _' where it shall never be read");
        }

        return timelines;
    }

    private MetricDefinition? MetricOf(SourceScalar name)
    {
        if (type.Inputs.GetValueOrDefault(name.Value) is { } input)
        {
            return input.DefinitionIn(metrics);
        }

        if (whole.Inputs.ContainsKey(name.Value))
        {
            errors.Add(name, $"input '{name.Value}' is read on the level advanced only", "add 'level: advanced' to the test");
        }
        else
        {
            errors.AddUnknown(name, "input", name.Value, type.Inputs.Keys);
        }

        return null;
    }

    private InputTimeline? ReadTimeline(SourceNode node, MetricDefinition metric)
    {
        if (!metric.Labels.IsEmpty)
        {
            return ReadSeries(node, metric);
        }

        if (node is not SourceScalar scalar)
        {
            errors.Add(node, $"a timeline must be text, not {node.Kind}", $"metric '{metric.Name}' has no labels");
            return null;
        }

        return new InputTimeline(false, [new SeriesTimeline(SeriesKey.None, TimelineParser.Parse(scalar, metric.Type, errors))]);
    }

    private InputTimeline? ReadSeries(SourceNode node, MetricDefinition metric)
    {
        if (node is not SourceMapping)
        {
            errors.Add(node, $"metric '{metric.Name}' has the labels {metric.Labels}", $"write {{series: {{\"{string.Join(',', metric.Labels.Names.Select(name => name + "=..."))}\": \"0+1x5\"}}}}");
            return null;
        }

        if (MappingReader.Open(node, "an input with labels", FixtureKeys.Series, errors) is not { } reader)
        {
            return null;
        }

        reader.Require("series");
        var series = new List<SeriesTimeline>();
        foreach (var entry in reader.Entries("series"))
        {
            if (reader.AsScalar(entry.Value, entry.Key.Value) is { } scalar && ReadKey(entry.Key, metric.Labels) is { } key)
            {
                var values = TimelineParser.Parse(scalar, metric.Type, errors);
                if (series.Any(other => other.Key.Equals(key)))
                {
                    errors.Add(entry.Key, $"the series {Suggestions.Shorten(entry.Key.Value)} is given twice", "leave one of them out");
                }

                series.Add(new SeriesTimeline(key, values));
            }
        }

        return new InputTimeline(true, series);
    }

    private SeriesKey? ReadKey(SourceScalar scalar, LabelSet labels)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var offset = 0;
        foreach (var part in scalar.Value.Split(','))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? part.Trim() : part[..equals].Trim();
            if (equals < 0 || !labels.Names.Contains(name) || !values.TryAdd(name, part[(equals + 1)..].Trim()))
            {
                errors.AddInside(scalar, offset, $"'{Suggestions.Shorten(part)}' is not a label with its value", $"the labels are {labels}: \"{Example(labels)}\"");
                return null;
            }

            offset += part.Length + 1;
        }

        if (values.Count < labels.Names.Length)
        {
            errors.Add(scalar, $"the label '{labels.Names.First(name => !values.ContainsKey(name))}' is missing", $"such as \"{Example(labels)}\"");
            return null;
        }

        return new SeriesKey([.. labels.Names.Select(name => values[name])]);
    }

    private static string Example(LabelSet labels) => string.Join(',', labels.Names.Select(name => name + "=value"));
}
