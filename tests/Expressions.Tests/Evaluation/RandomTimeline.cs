namespace RouterAlertAssurance.Expressions.Tests.Evaluation;

/// <summary>
/// Random happenings: readings of one or several inputs, series that come and go, clocks that go back, values that are none, counters that wrap.
/// </summary>
internal sealed class RandomTimeline(Random random)
{
    private static readonly InputDeclaration[] Scalars =
        [.. Scopes.Inputs.Where(input => input.Name is "a" or "b" or "interval" or "in-errors" or "in-packets" or "oper-state" or "up" or "ready")];

    private static readonly string[] States = ["up", "down", "testing"];
    private double _now;

    public Random Random => random;

    /// <summary>What happens at one time.</summary>
    public IReadOnlyList<Happening> Next()
    {
        // Mostly forward, sometimes not at all, sometimes back.
        _now = Math.Max(0, _now + (random.Next(12) switch { 0 => 0, 1 => -random.Next(40), _ => random.Next(1, 12) }));
        var time = Scopes.Time(_now);
        return random.Next(10) switch
        {
            0 => [new Happening("", null, Sample.Present(Scopes.Time(_now + random.Next(-5, 15)), 0d), IsClock: true)],
            1 => [new Happening(Family().Name is var name ? name : "", KeyOf(name), default, IsRemoved: true)],
            2 => [new Happening(Family().Name, null, random.Next(2) == 0 ? Sample.Failed(time, "timeout") : Sample.Missing(time, "not supported"))],
            3 => [new Happening(Family().Name, null, Sample.Present(time, value: true))],
            4 or 5 or 6 => Readings(time),
            _ => [Scalar(Scalars[random.Next(Scalars.Length)], time)],
        };
    }

    public Happening Scalar(InputDeclaration input, DateTimeOffset time) => new(input.Name, null, SampleOf(input, time, isSeries: false));

    /// <summary>Readings of one family, each series at most once.</summary>
    private List<Happening> Readings(DateTimeOffset time)
    {
        var family = Family();
        return [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => KeyOf(family.Name)).Distinct()
            .Select(key => new Happening(family.Name, key, SampleOf(family, time, isSeries: true)))];
    }

    private InputDeclaration Family() => Scopes.Families[random.Next(Scopes.Families.Length)];

    private SeriesKey KeyOf(string family)
    {
        var labels = Scopes.WithSeries.Inputs[family].LabelSet.Names.Length;
        return new SeriesKey([.. new[] { $"d{random.Next(1, 4)}", $"p{random.Next(1, 3)}" }.Take(labels)]);
    }

    // Of series there is one way to fail, for it is not said which of several is handed on.
    private Sample SampleOf(InputDeclaration input, DateTimeOffset time, bool isSeries) => random.Next(14) switch
    {
        0 => Sample.Missing(time, "not supported"),
        1 => Sample.Failed(time, "timeout"),
        2 when !isSeries => Sample.Stale(time, "15 s old"),
        3 when !isSeries && input.Type == ExpressionValueType.Number => Sample.Present(time, random.Next(2) == 0 ? double.NaN : double.NegativeInfinity),
        _ when input.Type == ExpressionValueType.Text => Sample.Present(time, States[random.Next(3)]),
        _ when input.Type == ExpressionValueType.Boolean => Sample.Present(time, random.Next(2) == 0),
        _ when input.Kind == InputKind.Gauge => Sample.Present(time, random.Next(-3, 8)),
        4 or 5 or 6 => Sample.Present(time, uint.MaxValue - random.Next(0, 2000)),
        7 when input.Kind == InputKind.Counter => Sample.Present(time, Math.Pow(2, 63) * (1 + random.NextDouble())),
        _ => Sample.Present(time, random.Next(0, 2000)),
    };
}
