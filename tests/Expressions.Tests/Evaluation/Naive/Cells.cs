using RouterAlertAssurance.Expressions.Types;

namespace RouterAlertAssurance.Expressions.Tests.Evaluation.Naive;

/// <summary>One value, the time of the newest sample below it, and the samples it rests on.</summary>
internal sealed record Cell(ExpressionValue Value, long Time, HashSet<(string Input, string Key)> Leaves)
{
    public static Cell Of(ExpressionValue value) => new(value, 0, []);

    public Cell With(ExpressionValue value) => this with { Value = value };

    public Cell And(Cell other, ExpressionValue value) => new(value, Math.Max(Time, other.Time), [.. Leaves, .. other.Leaves]);
}

/// <summary>The values of a part of an expression: one for each key, a key being the label values in the order of the labels.</summary>
internal sealed record Cells(string[] Labels, Unit Unit, Dictionary<string, Cell> Values)
{
    private const char Separator = '|';

    public static Cells Of(ExpressionValue value, Unit unit) => new([], unit, new() { [""] = Cell.Of(value) });

    public Cells Select(Unit unit, Func<Cell, ExpressionValue> function) =>
        new(Labels, unit, Values.ToDictionary(pair => pair.Key, pair => pair.Value.With(function(pair.Value))));

    /// <summary>Pairs the values by the labels both sides have.</summary>
    public Cells Join(Cells other, Unit unit, Func<ExpressionValue, ExpressionValue, ExpressionValue> function)
    {
        var wide = Labels.Length >= other.Labels.Length ? this : other;
        var values = new Dictionary<string, Cell>();
        foreach (var key in wide.Values.Keys)
        {
            if (Values.TryGetValue(Project(key, wide.Labels, Labels), out var left) && other.Values.TryGetValue(Project(key, wide.Labels, other.Labels), out var right))
            {
                values[key] = left.And(right, function(left.Value, right.Value));
            }
        }

        return new Cells(wide.Labels, unit, values);
    }

    public static string Project(string key, string[] from, string[] to)
    {
        var parts = key.Split(Separator);
        return string.Join(Separator, to.Select(label => parts[Array.IndexOf(from, label)]));
    }

    public static string KeyOf(SeriesKey key) => string.Join(Separator, key.Values);
}
