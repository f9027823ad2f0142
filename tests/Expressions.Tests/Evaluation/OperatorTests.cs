namespace RouterAlertAssurance.Expressions.Tests.Evaluation;

public sealed class OperatorTests
{
    [Theory]
    [InlineData("1 + 2", 3)]
    [InlineData("1 - 2", -1)]
    [InlineData("2 * 3", 6)]
    [InlineData("7 / 2", 3.5)]
    [InlineData("7 % 4", 3)]
    [InlineData("-7 % 4", -3)]
    [InlineData("-(2)", -2)]
    [InlineData("1 s + 500 ms", 1.5)]
    [InlineData("500 ms + 1 s", 1500)]
    [InlineData("1 h - 30 min", 0.5)]
    [InlineData("7 s % 2000 ms", 1)]
    [InlineData("10 kB / 2 s", 5)]
    [InlineData("6 bytes / 2 bit", 24)]
    [InlineData("50 % * 50 %", 0.25)]
    [InlineData("abs(-3)", 3)]
    [InlineData("abs(3 s)", 3)]
    [InlineData("min(3, 1, 2)", 1)]
    [InlineData("max(3 s, 4000 ms, 1 s)", 4)]
    [InlineData("clamp(5, 1, 3)", 3)]
    [InlineData("clamp(-5, 1, 3)", 1)]
    [InlineData("clamp(2, 1, 3)", 2)]
    [InlineData("clamp(1 s, 1500 ms, 1 min)", 1.5)]
    public void Evaluate_Arithmetic_GivesTheNumber(string text, double expected) =>
        Scopes.Evaluator(text).Evaluate("x").Value.ShouldBe(ExpressionValue.Of(expected));

    [Theory]
    [InlineData("1 == 1", true)]
    [InlineData("1 != 1", false)]
    [InlineData("1 < 1", false)]
    [InlineData("1 <= 1", true)]
    [InlineData("2 > 1", true)]
    [InlineData("1 >= 2", false)]
    [InlineData("8 bit == 1 bytes", true)]
    [InlineData("0.35 == 35 %", true)]
    [InlineData("60 s == 1 min", true)]
    [InlineData("1 Mbit/s > 124 kB/s", true)]
    [InlineData("1 Mbit/s > 125 kB/s", false)]
    [InlineData("'up' == \"up\"", true)]
    [InlineData("'up' != 'Up'", true)]
    [InlineData("true == false", false)]
    [InlineData("true != false", true)]
    [InlineData("not true", false)]
    [InlineData("not 1 > 2", true)]
    [InlineData("true and false or true", true)]
    [InlineData("true or false and false", true)]
    [InlineData("strict and wanted-state == 'up'", true)]
    [InlineData("loss-limit == 0.05", true)]
    public void Evaluate_Condition_GivesTheBoolean(string text, bool expected) =>
        Scopes.Evaluator(text).Evaluate("x").Value.ShouldBe(ExpressionValue.Of(expected));

    [Theory]
    [InlineData("'up'", "up")]
    [InlineData("wanted-state", "up")]
    public void Evaluate_Text_GivesTheText(string text, string expected) =>
        Scopes.Evaluator(text).Evaluate("x").Value.ShouldBe(ExpressionValue.Of(expected));

    [Theory]
    [InlineData("a / (2 - 2)", "division by zero", "a / (2 - 2)")]
    [InlineData("1 + (a % 0)", "division by zero", "a % 0")]
    [InlineData("a * 1e300 * 1e300", "the result is not a finite number", "a * 1e300 * 1e300")]
    [InlineData("not (a / 0 > 1)", "division by zero", "a / 0")]
    public void Evaluate_NoResult_IsMissingWithReasonAndPlace(string text, string reason, string origin)
    {
        var evaluator = Scopes.Evaluator(text);
        evaluator.Set("a", Sample.Present(Scopes.Time(0), 5d));

        var value = evaluator.Evaluate("x").Value;

        value.State.ShouldBe(SampleState.Missing);
        value.Reason.ShouldBe(reason);
        value.Origin.ShouldBe(origin);
    }

    [Theory]
    [InlineData("up and ready", "tt", "t")]
    [InlineData("up and ready", "tf", "f")]
    [InlineData("up and ready", "t?", "?")]
    [InlineData("up and ready", "?t", "?")]
    [InlineData("up and ready", "f?", "f")]
    [InlineData("up and ready", "?f", "f")]
    [InlineData("up and ready", "??", "?")]
    [InlineData("up or ready", "ff", "f")]
    [InlineData("up or ready", "ft", "t")]
    [InlineData("up or ready", "t?", "t")]
    [InlineData("up or ready", "?t", "t")]
    [InlineData("up or ready", "f?", "?")]
    [InlineData("up or ready", "?f", "?")]
    [InlineData("up or ready", "??", "?")]
    [InlineData("not up", "?t", "?")]
    [InlineData("not up", "ft", "t")]
    [InlineData("up == ready", "t?", "?")]
    [InlineData("up == ready", "ff", "t")]
    [InlineData("absent(up)", "?t", "t")]
    [InlineData("absent(up)", "ft", "f")]
    [InlineData("absent(up and ready)", "f?", "f")]
    [InlineData("absent(up and ready)", "t?", "t")]
    public void Evaluate_ThreeValuedLogic_FollowsKleene(string text, string inputs, string expected)
    {
        var evaluator = Scopes.Evaluator(text);
        evaluator.Set("up", Boolean(inputs[0]));
        evaluator.Set("ready", Boolean(inputs[1]));

        var value = evaluator.Evaluate("x").Value;

        (value.IsPresent ? value.Boolean ? "t" : "f" : "?").ShouldBe(expected);
    }

    private static Sample Boolean(char c) =>
        c == '?' ? Sample.Stale(Scopes.Time(0), "old") : Sample.Present(Scopes.Time(0), c == 't');
}
