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

    public static ExpressionScope Default { get; } = new(
        Inputs.ToDictionary(input => input.Name),
        new Dictionary<string, ExpressionConstant>
        {
            ["loss-limit"] = ExpressionConstant.Of(5, "%"),
            ["error-limit"] = ExpressionConstant.Of(1, "errors/s"),
            ["wanted-state"] = ExpressionConstant.Of("up"),
            ["strict"] = ExpressionConstant.Of(true),
            ["factor"] = ExpressionConstant.Of(3),
        });

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

    public static ExpressionEvaluator Evaluator(string text) => new([("x", Compile(text))]);
}
