using RouterAlertAssurance.Expressions;

namespace RouterAlertAssurance.Expressions.Tests.Compilation;

public sealed class ExpressionWorkTests
{
    private static readonly ExpressionScope Scope = new(
        new InputDeclaration[]
        {
            new("x", ExpressionValueType.Number, "", InputKind.Gauge),
            new("y", ExpressionValueType.Number, "", InputKind.Gauge),
            new("family", ExpressionValueType.Number, "", InputKind.Gauge) { LabelSet = LabelSet.Of(["label"]) },
        }.ToDictionary(input => input.Name, StringComparer.Ordinal),
        new Dictionary<string, ExpressionConstant>(StringComparer.Ordinal) { ["span"] = ExpressionConstant.Of(10, "s") });

    // Every input has ten samples a second.
    [Theory]
    [InlineData("true", 0)]
    [InlineData("x > 2", 20)] // the input, the comparison
    [InlineData("x > y", 40)] // two inputs, and the comparison for each of them
    [InlineData("x > x", 20)] // one input, read twice
    [InlineData("avg(x over 1 s) > 2", 10 + 40 + 20)] // the comparison follows the average, which changes as samples come and go
    [InlineData("ewma(x over 1 s) > 2", 10 + 20 + 10)] // what is learned lets no samples go
    [InlineData("max(family) > 2", 10 + 160 + 170 + 10 + 10)] // whether the series are known, sixteen of them, the aggregation over them, the guard of both, the comparison
    public void PerSecond_OfAnExpression_CountsWhatEachSampleTouches(string text, double evaluations) => PerSecond(text).ShouldBe(evaluations, 1e-9, text);

    [Fact]
    public void PerSecond_Quantile_GrowsWithTheSamplesItKeepsInOrder()
    {
        PerSecond("quantile(0.9, x over 10 s) > 2").ShouldBe(10 + (20 * (4 + (Math.Log2(100) / 3) + (100 / 400.0))) + 20, 1e-9);
        PerSecond("quantile(0.9, x over span) > 2").ShouldBe(PerSecond("quantile(0.9, x over 10 s) > 2"), 1e-9);
        PerSecond("quantile(0.9, x over 400 d) > 2").ShouldBe(10 + (20 * (4 + (16 / 3.0) + (65536 / 400.0))) + 20, 1e-6, "no window holds more samples");
    }

    private static double PerSecond(string text)
    {
        var compiled = ExpressionCompiler.Compile(text, Scope);
        compiled.Errors.ShouldBeEmpty();
        return ExpressionWork.PerSecond(compiled.Expression!, _ => TimeSpan.FromMilliseconds(100));
    }
}
