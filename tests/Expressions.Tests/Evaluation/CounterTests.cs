namespace RouterAlertAssurance.Expressions.Tests.Evaluation;

public sealed class CounterTests
{
    private const double Top32 = 4294967296d;
    private readonly ExpressionEvaluator _evaluator = new(
    [
        ("rate", Scopes.Compile("rate(in-errors)")),
        ("increase", Scopes.Compile("increase(in-errors)")),
        ("rate64", Scopes.Compile("rate(in-octets)")),
        ("cpu", Scopes.Compile("rate(cpu-time)")),
    ]);

    [Fact]
    public void Rate_TwoSamples_IsPerSecond()
    {
        Errors((0, 100), (30, 160));

        Rate().ShouldBe(2);
        _evaluator.Evaluate("rate").Unit.ShouldBe("errors/s");
        _evaluator.Evaluate("increase").Number.ShouldBe(60);
        _evaluator.Evaluate("increase").Unit.ShouldBe("errors");
    }

    [Fact]
    public void Rate_TimeCounter_IsAShare()
    {
        _evaluator.Set("cpu-time", Sample.Present(Scopes.Time(0), 1000));
        _evaluator.Set("cpu-time", Sample.Present(Scopes.Time(10), 3000));

        _evaluator.Evaluate("cpu").Number.ShouldBe(0.2);
        _evaluator.Evaluate("cpu").Unit.ShouldBe("");
    }

    [Fact]
    public void Rate_NoSample_IsMissing() => ShouldBeWithout(SampleState.Missing, "no sample yet");

    [Fact]
    public void Rate_OneSample_IsMissing()
    {
        Errors((0, 100));

        ShouldBeWithout(SampleState.Missing, "needs two samples");
    }

    [Fact]
    public void Rate_WrapNearTheTop_CountsAcrossTheWrap()
    {
        Errors((0, Top32 - 200), (10, Top32 - 100), (20, 50));

        Rate().ShouldBe(15);
        _evaluator.Evaluate("increase").Number.ShouldBe(150);
    }

    [Fact]
    public void Rate_WrapWithoutEarlierRate_CountsAcrossTheWrap()
    {
        Errors((0, Top32 - 100), (10, 50));

        Rate().ShouldBe(15);
    }

    [Fact]
    public void Rate_Wrap64_CountsAcrossTheWrap()
    {
        const double Top = 18446744073709551616d;
        _evaluator.Set("in-octets", Sample.Present(Scopes.Time(0), Top - 8192));
        _evaluator.Set("in-octets", Sample.Present(Scopes.Time(8), 8192d));

        _evaluator.Evaluate("rate64").Number.ShouldBe(2048);
    }

    [Theory]
    [InlineData(1_000_000, 30)]
    [InlineData(3_221_225_471, 30)]
    [InlineData(3_221_225_472, 2_147_483_648)]
    public void Rate_DecreaseThatIsNoWrap_CountsFromZero(double before, double after)
    {
        Errors((0, before), (10, after));

        Rate().ShouldBe(after / 10);
    }

    [Fact]
    public void Rate_DecreaseNearTheTopWithTenfoldJump_CountsFromZero()
    {
        Errors((0, Top32 - 101), (10, Top32 - 100), (20, 50));

        Rate().ShouldBe(5);
    }

    [Fact]
    public void Rate_AfterReset_GoesOn()
    {
        Errors((0, 1000), (10, 20), (20, 40));

        Rate().ShouldBe(2);
    }

    [Fact]
    public void Rate_ClockBackwards_IsMissingOnce()
    {
        Errors((100, 10), (50, 20));
        ShouldBeWithout(SampleState.Missing, "the clock went backwards");

        Errors((60, 30));
        Rate().ShouldBe(1);
    }

    [Fact]
    public void Rate_SameSampleTwice_KeepsTheRate()
    {
        Errors((0, 10), (10, 20), (10, 20));

        Rate().ShouldBe(1);
    }

    [Fact]
    public void Rate_TwoValuesAtOneTime_IsMissing()
    {
        Errors((0, 10), (10, 20), (10, 21));

        ShouldBeWithout(SampleState.Missing, "two different values at the same time");
    }

    [Fact]
    public void Rate_GapWithoutValue_SpansTheGap()
    {
        Errors((0, 10));
        _evaluator.Set("in-errors", Sample.Failed(Scopes.Time(10), "timeout"));
        ShouldBeWithout(SampleState.Failed, "timeout");

        Errors((20, 50));
        Rate().ShouldBe(2);
    }

    [Theory]
    [InlineData(-1, "a counter cannot be negative")]
    [InlineData(Top32, "the value exceeds the width of the counter")]
    [InlineData(double.NaN, "not a finite number")]
    [InlineData(double.PositiveInfinity, "not a finite number")]
    public void Rate_ImpossibleValue_IsFailed(double value, string reason)
    {
        Errors((0, 10), (10, value));

        ShouldBeWithout(SampleState.Failed, reason);
    }

    private void Errors(params (double Seconds, double Value)[] samples)
    {
        foreach (var (seconds, value) in samples)
        {
            _evaluator.Set("in-errors", Sample.Present(Scopes.Time(seconds), value)).ShouldBeTrue();
        }
    }

    private double Rate()
    {
        var result = _evaluator.Evaluate("rate");
        result.IsPresent.ShouldBeTrue(result.Reason);
        return result.Number;
    }

    private void ShouldBeWithout(SampleState state, string reason)
    {
        foreach (var name in new[] { "rate", "increase" })
        {
            var value = _evaluator.Evaluate(name).Value;
            (value.State, value.Reason, value.Origin).ShouldBe((state, reason, "in-errors"));
        }
    }
}
