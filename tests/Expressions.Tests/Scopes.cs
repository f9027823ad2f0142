namespace RouterAlertAssurance.Expressions.Tests;

/// <summary>The names that most tests use, one input of every kind.</summary>
internal static class Scopes
{
    public static readonly InputDeclaration[] Inputs =
    [
        new("a", ExpressionValueType.Number, "", InputKind.Gauge),
        new("b", ExpressionValueType.Number, "", InputKind.Gauge),
        new("loss", ExpressionValueType.Number, "%", InputKind.Gauge),
        new("share", ExpressionValueType.Number, "ratio", InputKind.Gauge),
        new("delay", ExpressionValueType.Number, "ms", InputKind.Gauge),
        new("interval", ExpressionValueType.Number, "s", InputKind.Gauge),
        new("memory-used", ExpressionValueType.Number, "bytes", InputKind.Gauge),
        new("memory-total", ExpressionValueType.Number, "kB", InputKind.Gauge),
        new("speed", ExpressionValueType.Number, "Mbit/s", InputKind.Gauge),
        new("in-octets", ExpressionValueType.Number, "bytes", InputKind.Counter),
        new("in-packets", ExpressionValueType.Number, "packets", InputKind.Counter),
        new("in-errors", ExpressionValueType.Number, "errors", InputKind.Counter32),
        new("cpu-time", ExpressionValueType.Number, "ms", InputKind.Counter),
        new("oper-state", ExpressionValueType.Text, "", InputKind.State),
        new("up", ExpressionValueType.Boolean, "", InputKind.State),
        new("ready", ExpressionValueType.Boolean, "", InputKind.State),
    ];

    /// <summary>Inputs with series.</summary>
    public static readonly InputDeclaration[] Families =
    [
        new("x", ExpressionValueType.Number, "", InputKind.Gauge) { LabelSet = LabelSet.Of(["device", "port"]) },
        new("y", ExpressionValueType.Number, "", InputKind.Gauge) { LabelSet = LabelSet.Of(["device"]) },
        new("sent", ExpressionValueType.Number, "packets", InputKind.Counter) { LabelSet = LabelSet.Of(["device", "port"]) },
        new("flag", ExpressionValueType.Boolean, "", InputKind.State) { LabelSet = LabelSet.Of(["device"]) },
        new("mode", ExpressionValueType.Text, "", InputKind.State) { LabelSet = LabelSet.Of(["device", "port"]) },
    ];

    private static readonly Dictionary<string, ExpressionConstant> Constants = new()
    {
        ["span"] = ExpressionConstant.Of(0.5, "min"),
        ["loss-limit"] = ExpressionConstant.Of(5, "%"),
        ["error-limit"] = ExpressionConstant.Of(1, "errors/s"),
        ["wanted-state"] = ExpressionConstant.Of("up"),
        ["strict"] = ExpressionConstant.Of(true),
        ["factor"] = ExpressionConstant.Of(3),
    };

    public static ExpressionScope Default { get; } = new(Inputs.ToDictionary(input => input.Name), Constants);

    public static ExpressionScope WithSeries { get; } = new(Inputs.Concat(Families).ToDictionary(input => input.Name), Constants);

    public static DateTimeOffset Time(double seconds) => DateTimeOffset.UnixEpoch.AddDays(20000).AddSeconds(seconds);

    public static CompiledExpression Compile(string text, ExpressionValueType? expected = null, string? unit = null)
    {
        var result = ExpressionCompiler.Compile(text, Default, expected, unit);
        result.Errors.ShouldBeEmpty(text);
        return result.Expression.ShouldNotBeNull();
    }

    public static IReadOnlyList<ExpressionError> Errors(string text, ExpressionValueType? expected = null)
    {
        var result = ExpressionCompiler.Compile(text, Default, expected);
        result.Expression.ShouldBeNull();
        return result.Errors;
    }

    /// <summary>An expression of <see cref="WithSeries"/>, with a value for each of any labels.</summary>
    public static CompiledExpression CompileSeries(string text)
    {
        var result = ExpressionCompiler.Compile(text, WithSeries, labels: LabelSet.Of(["device", "port"]));
        result.Errors.ShouldBeEmpty(text);
        return result.Expression.ShouldNotBeNull();
    }

    public static IReadOnlyList<ExpressionError> SeriesErrors(string text, LabelSet? labels = null)
    {
        var result = ExpressionCompiler.Compile(text, WithSeries, labels: labels);
        result.Expression.ShouldBeNull();
        return result.Errors;
    }

    public static ExpressionEvaluator Evaluator(string text) => new([("x", Compile(text))]);
}
