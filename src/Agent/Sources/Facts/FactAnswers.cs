using System.Globalization;
using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Heuristics.Facts;

namespace RouterAlertAssurance.Agent.Sources.Facts;

/// <summary>What a read means on the facts of an agent. Pure.</summary>
internal static class FactAnswers
{
    private const string DeviceRelation = "device";
    private const int MostShown = 3;

    public static Reading Answer(MetricRead read, FactBase facts, DateTimeOffset time)
    {
        if (FactRead.TryParse(read.Read) is not { } wanted)
        {
            return Failed($"the facts have no '{read.Read}'");
        }

        var device = read.Argument(FactRead.DeviceField);
        if (facts.Of(DeviceRelation).All(row => row[FactRead.DeviceField] != device))
        {
            return Failed($"this agent has no facts of device {device}");
        }

        var rows = wanted.Rows(facts, read.Arguments);
        return wanted.Labels.IsEmpty ? OfOne(rows) : OfAll(rows);

        Reading OfOne(IReadOnlyList<Fact> found) => found.Count switch
        {
            0 => new(Sample.Missing(time, $"there is no {wanted.Relation}{Conditions(read)}")),
            1 => new(ValueOf(found[0], wanted, time)),
            _ => Failed($"{found.Count} rows of {wanted.Relation}{Conditions(read)}, and the input is of one: {Differences(found)}"),
        };

        Reading OfAll(IReadOnlyList<Fact> found)
        {
            var series = found.Select(row => (Row: row, Key: new SeriesKey([.. wanted.Labels.Names.Select(label => row[label])]))).ToList();
            return series.GroupBy(item => item.Key).FirstOrDefault(group => group.Count() > 1) is { } same
                ? Failed($"{same.Count()} rows of {wanted.Relation}{Conditions(read)} have the labels {Labels(wanted, same.Key)}: {Differences([.. same.Select(item => item.Row)])}")
                : Reading.Of(time, [.. series.Select(item => new SeriesSample(item.Key, ValueOf(item.Row, wanted, time)))]);
        }

        Reading Failed(string reason) => new(Sample.Failed(time, reason));
    }

    private static Sample ValueOf(Fact row, FactRead read, DateTimeOffset time)
    {
        var text = row[read.Field];
        if (text.Length == 0)
        {
            return Sample.Missing(time, $"the {read.Relation} has no {read.Field}");
        }

        return FactRelations.FieldOf(read.Relation, read.Field).Type switch
        {
            ExpressionValueType.Boolean => Sample.Present(time, text == FactField.Yes),
            ExpressionValueType.Text => Sample.Present(time, text),
            _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? Sample.Present(time, number)
                : Sample.Failed(time, $"{read.Field} is '{text}', which is no number"),
        };
    }

    private static string Conditions(MetricRead read)
    {
        var conditions = read.Arguments.Where(argument => argument.Key != FactRead.DeviceField).Select(argument => $"{argument.Key} {argument.Value}").ToList();
        return conditions.Count == 0 ? "" : $" with {string.Join(" and ", conditions)}";
    }

    private static string Labels(FactRead read, SeriesKey key) => string.Join(", ", read.Labels.Names.Zip(key.Values, (name, value) => $"{name}={value}"));

    // What tells rows apart is what a condition or a label can be made of.
    private static string Differences(IReadOnlyList<Fact> rows)
    {
        var fields = rows[0].Fields.Keys.Where(field => rows.Any(row => row[field] != rows[0][field]));
        return string.Join(", ", fields.Select(field => $"{field} is {string.Join(" or ", rows.Select(row => row[field]).Distinct(StringComparer.Ordinal).Take(MostShown))}"));
    }
}
