namespace RouterAlertAssurance.Expressions.Tests.Evaluation;

public sealed class EvaluatorTests
{
    [Theory]
    [InlineData("a + 1")]
    [InlineData("1 - a")]
    [InlineData("a * 0")]
    [InlineData("a > 1")]
    [InlineData("min(1, a)")]
    [InlineData("abs(-a)")]
    [InlineData("oper-state == 'up'")]
    public void Evaluate_WithoutValue_HandsOnStateReasonAndOrigin(string text)
    {
        var evaluator = Scopes.Evaluator(text);
        var input = text.Contains("oper", StringComparison.Ordinal) ? "oper-state" : "a";
        evaluator.Evaluate("x").Value.Reason.ShouldBe("no sample yet");

        foreach (var sample in new[] { Sample.Missing(Scopes.Time(0), "m"), Sample.Stale(Scopes.Time(0), "s"), Sample.Failed(Scopes.Time(0), "f") })
        {
            evaluator.Set(input, sample);
            var value = evaluator.Evaluate("x").Value;
            (value.State, value.Reason, value.Origin, value.Number, value.Boolean).ShouldBe((sample.State, sample.Reason, input, 0, false));
        }
    }

    [Fact]
    public void Evaluate_TwoWithoutValue_HandsOnTheLeft()
    {
        var evaluator = Scopes.Evaluator("a + b");
        evaluator.Set("b", Sample.Failed(Scopes.Time(0), "timeout"));
        evaluator.Evaluate("x").Value.Origin.ShouldBe("a");

        evaluator.Set("a", Sample.Present(Scopes.Time(0), 1d));
        evaluator.Evaluate("x").Value.Origin.ShouldBe("b");
    }

    [Fact]
    public void Evaluate_ValueComesBack_IsPresentAgain()
    {
        var evaluator = Scopes.Evaluator("a > 1");
        evaluator.Set("a", Sample.Failed(Scopes.Time(0), "timeout"));
        evaluator.Evaluate("x").IsPresent.ShouldBeFalse();

        evaluator.Set("a", Sample.Present(Scopes.Time(1), 2d));
        evaluator.Evaluate("x").Boolean.ShouldBeTrue();
    }

    [Theory]
    [InlineData("a", "expected a number")]
    [InlineData("oper-state", "expected a text")]
    [InlineData("up", "expected a boolean")]
    public void Set_SampleOfOtherType_IsFailed(string input, string reason)
    {
        var evaluator = Scopes.Evaluator(input);

        evaluator.Set(input, input == "oper-state" ? Sample.Present(Scopes.Time(0), 2d) : Sample.Present(Scopes.Time(0), "2"));

        evaluator.Evaluate("x").State.ShouldBe(SampleState.Failed);
        evaluator.Evaluate("x").Reason.ShouldBe(reason);
    }

    [Fact]
    public void Set_NumberForABoolean_IsTakenWhenZeroOrOne()
    {
        var evaluator = Scopes.Evaluator("up");

        evaluator.Set("up", Sample.Present(Scopes.Time(0), 1d));
        evaluator.Evaluate("x").Boolean.ShouldBeTrue();
        evaluator.Set("up", Sample.Present(Scopes.Time(1), 2d));
        evaluator.Evaluate("x").State.ShouldBe(SampleState.Failed);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Set_NotFinite_IsFailed(double value)
    {
        var evaluator = Scopes.Evaluator("a");

        evaluator.Set("a", Sample.Present(Scopes.Time(0), value));

        evaluator.Evaluate("x").State.ShouldBe(SampleState.Failed);
    }

    [Fact]
    public void Set_InputNobodyReads_IsFalse() =>
        Scopes.Evaluator("a").Set("b", Sample.Present(Scopes.Time(0), 1d)).ShouldBeFalse();

    [Fact]
    public void Evaluate_UnknownName_Throws() => Should.Throw<KeyNotFoundException>(() => Scopes.Evaluator("a").Evaluate("y"));

    [Fact]
    public void Create_SameNameTwice_Throws() =>
        Should.Throw<ArgumentException>(() => new ExpressionEvaluator([("x", Scopes.Compile("a")), ("x", Scopes.Compile("b"))]));

    [Fact]
    public void Create_InputDeclaredInTwoWays_Throws()
    {
        var other = new ExpressionScope(
            new Dictionary<string, InputDeclaration> { ["a"] = new("a", ExpressionValueType.Number, "s", InputKind.Gauge) },
            new Dictionary<string, ExpressionConstant>());
        var second = ExpressionCompiler.Compile("a", other).Expression.ShouldNotBeNull();

        Should.Throw<ArgumentException>(() => new ExpressionEvaluator([("x", Scopes.Compile("a")), ("y", second)]));
    }

    [Fact]
    public void Create_EqualParts_AreShared()
    {
        var evaluator = new ExpressionEvaluator(
        [
            ("x", Scopes.Compile("rate(in-errors) > 1 errors/s")),
            ("y", Scopes.Compile("(rate(in-errors) > error-limit) and up")),
        ]);

        // rate, 1, >, up, and: the limit is the same constant as the literal.
        evaluator.NodeCount.ShouldBe(5);
        evaluator.Inputs.ShouldBe(["in-errors", "up"], ignoreOrder: true);
        evaluator.Names.ShouldBe(["x", "y"], ignoreOrder: true);
    }

    [Fact]
    public void Explain_Expression_ListsItsPartsWithValues()
    {
        var evaluator = Scopes.Evaluator("not up or\n a * 2 > factor");
        evaluator.Set("up", Sample.Failed(Scopes.Time(0), "timeout"));
        evaluator.Set("a", Sample.Present(Scopes.Time(0), 4d));

        var steps = evaluator.Explain("x");

        steps.Select(step => $"{step.Position} {step.Text} = {step.Value}").ShouldBe(
            [
                "1:5 up = Failed: up: timeout", "1:1 not up = Failed: up: timeout", "2:2 a = 4", "2:2 a * 2 = 8", "2:10 factor = 3",
                "2:2 a * 2 > factor = true", "1:1 not up or\n a * 2 > factor = true",
            ]);
    }

    [Fact]
    public void Explain_Numbers_CarryTheirUnit()
    {
        var evaluator = Scopes.Evaluator("delay + 1 s > 2 s");
        evaluator.Set("delay", Sample.Present(Scopes.Time(0), 500d));

        evaluator.Explain("x").Select(step => (step.Value.Number, step.Unit)).ShouldBe([(500, "ms"), (1500, "ms"), (0, "")]);
    }

    [Theory]
    [InlineData("share > loss-limit", "share: ratio, loss-limit: %")]
    [InlineData("a / b > loss-limit", "a: , b: , a / b: ratio, loss-limit: %")]
    [InlineData("1 - share < a", "share: ratio, 1 - share: ratio, a: ratio")]
    [InlineData("avg(share over 1 min) > max(share, 0.5)", "share: ratio, avg(share over 1 min): ratio, share: ratio, max(share, 0.5): ratio")]
    [InlineData("share * a > 3", "share: ratio, a: , share * a: ")]
    [InlineData("share * 100 % > loss", "share: ratio, share * 100 %: %, loss: %")]
    [InlineData("a + 1 > b", "a: , a + 1: , b: ")]
    [InlineData("delay > 1 s", "delay: ms")]
    public void Explain_PartsWithoutAUnit_AreRatiosWhereTheyAreReadSo(string expression, string expected)
    {
        var steps = Scopes.Evaluator(expression).Explain("x");

        string.Join(", ", steps.SkipLast(1).Select(step => $"{step.Text}: {step.Unit}")).ShouldBe(expected);
    }

    [Fact]
    public void Evaluate_SteadyState_AllocatesNothing()
    {
        var evaluator = Scopes.Evaluator(
            "rate(in-errors) / rate(in-packets) > loss-limit or absent(a) or oper-state != wanted-state and clamp(a, 1, 3) / b > 2 or not up");
        Run(evaluator, 0, 1000);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(evaluator, 1000, 10_000);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        allocated.ShouldBe(0);
    }

    private static void Run(ExpressionEvaluator evaluator, int from, int count)
    {
        for (var i = from; i < from + count; i++)
        {
            var time = Scopes.Time(i);
            evaluator.Set("in-errors", Sample.Present(time, i % 500));
            evaluator.Set("in-packets", Sample.Present(time, i * 7d));
            evaluator.Set("a", i % 7 == 0 ? Sample.Failed(time, "timeout") : Sample.Present(time, i));
            evaluator.Set("b", Sample.Present(time, i % 3));
            evaluator.Set("oper-state", Sample.Present(time, i % 2 == 0 ? "up" : "down"));
            evaluator.Set("up", Sample.Present(time, i % 5 != 0));
            evaluator.Evaluate("x");
        }
    }
}
