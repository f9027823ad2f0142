using System.Collections.Frozen;

namespace RouterAlertAssurance.Expressions.Compilation;

/// <summary>A function and the forms it has.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Signature">How it is written, for messages.</param>
/// <param name="Least">Fewest arguments of the plain form; 0 when there is no plain form.</param>
/// <param name="Most">Most arguments of the plain form.</param>
internal sealed record Function(string Name, string Signature, int Least = 0, int Most = 0)
{
    /// <summary>Over time: <c>avg(x over 5 min)</c>.</summary>
    public Operation? OverTime { get; init; }

    /// <summary>Over series: <c>avg(x by label)</c>.</summary>
    public AggregateFunction? OverSeries { get; init; }
}

internal static class Functions
{
    private const int Many = 100;

    private static readonly FrozenDictionary<string, Function> ByName = new Function[]
    {
        new("rate", "rate(counter)", 1, 1) { OverTime = Operation.WindowRate },
        new("increase", "increase(counter)", 1, 1) { OverTime = Operation.WindowIncrease },
        new("extrapolated-rate", "extrapolated-rate(counter over 5 min)") { OverTime = Operation.WindowExtrapolatedRate },
        new("absent", "absent(x)", 1, 1),
        new("age", "age(input)", 1, 1),
        new("min", "min(x, y, ...)", 2, Many) { OverTime = Operation.WindowMinimum, OverSeries = AggregateFunction.Minimum },
        new("max", "max(x, y, ...)", 2, Many) { OverTime = Operation.WindowMaximum, OverSeries = AggregateFunction.Maximum },
        new("clamp", "clamp(x, low, high)", 3, 3),
        new("abs", "abs(x)", 1, 1),
        new("avg", "avg(x over 5 min)") { OverTime = Operation.WindowAverage, OverSeries = AggregateFunction.Average },
        new("sum", "sum(x by label)") { OverTime = Operation.WindowSum, OverSeries = AggregateFunction.Sum },
        new("count", "count(x)") { OverTime = Operation.WindowCount, OverSeries = AggregateFunction.Count },
        new("any", "any(x)") { OverSeries = AggregateFunction.Any },
        new("all", "all(x)") { OverSeries = AggregateFunction.All },
        new("quantile", "quantile(95 %, x over 5 min)") { OverTime = Operation.WindowQuantile },
        new("delta", "delta(x over 5 min)") { OverTime = Operation.WindowDelta },
        new("changes", "changes(x over 5 min)") { OverTime = Operation.WindowChanges },
        new("ewma", "ewma(x over 5 min)") { OverTime = Operation.Smoothed },
        new("deviation", "deviation(x over 1 d)") { OverTime = Operation.Deviation },
    }.ToFrozenDictionary(function => function.Name, StringComparer.Ordinal);

    public static IEnumerable<string> Names => ByName.Keys;

    public static Function? Find(string name) => ByName.GetValueOrDefault(name);
}
