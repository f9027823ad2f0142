using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Heuristics.Decomposition;
using RouterAlertAssurance.Heuristics.Packages;

namespace RouterAlertAssurance.Heuristics.Facts;

/// <summary>
/// What an input reads of the facts of its device: one field of the rows that meet conditions. Travels as the read of an implementation whose source is
/// <see cref="Source"/>: <c>route-nexthop.state by interface where prefix longest-match</c>. The values of the conditions are its arguments, by field.
/// </summary>
/// <param name="Relation">The relation.</param>
/// <param name="Field">The field that is read.</param>
/// <param name="Labels">Fields that tell the rows apart; none where there is one row.</param>
/// <param name="Conditions">Conditions on fields other than the device, in the order they narrow the rows; empty where all compare for equality, whose order is of no matter.</param>
public sealed record FactRead(string Relation, string Field, LabelSet Labels, IReadOnlyList<(string Field, FactComparison Comparison)> Conditions)
{
    /// <summary>Name of the agent's source.</summary>
    public const string Source = "facts";

    /// <summary>The field of every relation that names the device.</summary>
    public const string DeviceField = "device";

    private const string By = " by ", Where = " where ", Separator = ", ";

    // Facts are followed. What does not change is confirmed now and then, so that silence and failure can be told apart.
    private static readonly TimeSpan Confirmed = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Staleness = TimeSpan.FromSeconds(30);

    private static readonly Dictionary<FactComparison, string> Words = new()
    {
        [FactComparison.Equal] = "",
        [FactComparison.NotEqual] = " not",
        [FactComparison.LongestMatch] = " longest-match",
    };

    /// <summary>Canonical text.</summary>
    public string Text => $"{Relation}.{Field}"
        + (Labels.IsEmpty ? "" : By + string.Join(Separator, Labels.Names))
        + (Conditions.Count == 0 ? "" : Where + string.Join(Separator, Conditions.Select(condition => condition.Field + Words[condition.Comparison])));

    /// <summary>The read of an input. The device is the first condition.</summary>
    public static FactRead Of(string relation, string field, LabelSet labels, IReadOnlyList<FactCondition> where) => new(
        relation, field, labels,
        where.All(condition => condition.Comparison == FactComparison.Equal) ? [] : [.. where.Skip(1).Select(condition => (condition.Field, condition.Comparison))]);

    /// <summary>Null for what is no <see cref="Text"/> of a relation that is known here.</summary>
    public static FactRead? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (rest, where) = Split(text, Where);
        var (column, by) = Split(rest, By);
        var dot = column.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0 || !FactRelations.Fields.TryGetValue(column[..dot], out var fields))
        {
            return null;
        }

        var conditions = Parts(where).Select(ConditionOf).ToList();
        var read = new FactRead(column[..dot], column[(dot + 1)..], LabelSet.Of(Parts(by)), conditions);
        return conditions.Select(condition => condition.Field).Concat(read.Labels.Names).Append(read.Field).All(fields.Contains) ? read : null;
    }

    /// <summary>The rows that are read, each once and in an order that does not depend on that of the report.</summary>
    /// <param name="facts">Facts with those of the device.</param>
    /// <param name="arguments">The device and the values of the conditions, by field.</param>
    public IReadOnlyList<Fact> Rows(FactBase facts, IReadOnlyDictionary<string, string> arguments)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(arguments);
        IEnumerable<(string Field, FactComparison Comparison)> conditions = Conditions.Count > 0 ? Conditions
            : arguments.Keys.Where(field => field != DeviceField).Select(field => (field, FactComparison.Equal));
        var rows = facts.Index.Of(Relation, DeviceField, arguments.GetValueOrDefault(DeviceField, ""));
        foreach (var (field, comparison) in conditions)
        {
            rows = FactJoin.Narrow(rows, field, comparison, arguments.GetValueOrDefault(field, ""));
        }

        return rows;
    }

    /// <summary>The metric that the read is, so that all that goes for metrics goes for facts. Its parameters are the fields of the conditions.</summary>
    internal MetricDefinition ToMetric(IEnumerable<string> parameters)
    {
        var field = FactRelations.FieldOf(Relation, Field);
        List<string> names = [.. parameters];
        return new MetricDefinition
        {
            // With a dot, no name of a metric in a package.
            Name = $"{Relation}.{Field}",
            Type = field.Type,
            Unit = field.Unit,
            Kind = field.Type == ExpressionValueType.Number ? InputKind.Gauge : InputKind.State,
            Labels = Labels,
            Parameters = names,
            Interval = Confirmed,
            Staleness = Staleness,
            Implementations =
            [
                new MetricImplementation
                {
                    Name = Relation,
                    Source = Source,
                    Read = Text,
                    Arguments = names.ToDictionary(name => name, Place, StringComparer.Ordinal),
                },
            ],
        };
    }

    private static string Place(string field) => $"{{{field}}}";

    private static (string Before, string Behind) Split(string text, string word) =>
        text.IndexOf(word, StringComparison.Ordinal) is var index and >= 0 ? (text[..index], text[(index + word.Length)..]) : (text, "");

    private static string[] Parts(string list) => list.Split(Separator, StringSplitOptions.RemoveEmptyEntries);

    private static (string Field, FactComparison Comparison) ConditionOf(string text)
    {
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        var (field, word) = space < 0 ? (text, "") : (text[..space], text[space..]);
        // An unknown comparison leaves its word in the field, which is then unknown too.
        return Words.FirstOrDefault(pair => pair.Value == word) is { Value: not null } known ? (field, known.Key) : (text, FactComparison.Equal);
    }
}
