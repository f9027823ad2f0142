namespace RouterAlertAssurance.Expressions.Tests.Evaluation;

public sealed class OverTimeTests
{
    private readonly ComputationGraph _graph = new();

    [Fact]
    public void Remove_FunctionOverTime_LeavesNothing()
    {
        var handle = Add("avg(a over span) > quantile(95 %, a over 1 h)", out var inputs);
        Set(inputs[0], 1, 5);

        _graph.WindowSampleCount.ShouldBe(2);
        _graph.Remove(handle);
        _graph.Update();

        _graph.NodeCount.ShouldBe(0);
        _graph.WindowSampleCount.ShouldBe(0);
    }

    [Fact]
    public void Window_InThePlaceOfARemovedOne_LosesItsSamplesInTime()
    {
        var input = _graph.AddInput(Scopes.WithSeries.Inputs["a"]);
        var handle = _graph.Add(Scopes.Compile("avg(a over 1 h)"), [input]);
        Set(input, 0, 1);
        _graph.Advance(Scopes.Time(0));
        _graph.Remove(handle);

        handle = _graph.Add(Scopes.Compile("avg(a over 10 s)"), [input]);
        Set(input, 1, 2);
        _graph.Advance(Scopes.Time(20));

        _graph.Read(handle).Reason.ShouldBe("no sample in the window");
    }

    [Fact]
    public void Window_ClockGoesBack_LosesItsSamplesInTime()
    {
        var handle = Add("count(a over 10 s)", out var inputs);
        Set(inputs[0], 100, 1);
        Set(inputs[0], 50, 1);
        _graph.Read(handle).Number.ShouldBe(1);

        _graph.Advance(Scopes.Time(61));

        _graph.Read(handle).Number.ShouldBe(0);
    }

    [Fact]
    public void Window_SeveralInputsOfOneTime_TakesOneSample()
    {
        var handle = Add("sum(a + b over 1 min)", out var inputs);
        Set(inputs[0], 0, 1);
        Set(inputs[1], 0, 10);
        Set(inputs[0], 10, 2);
        Set(inputs[1], 10, 20);

        _graph.Read(handle).Number.ShouldBe(11 + 22);
    }

    [Fact]
    public void Window_SeriesAppears_TakesTheWholeReading()
    {
        var handle = Add("max(sum(y) over 1 min)", out var inputs);
        SetSeries(inputs[0], "d1", 0, 1);
        SetSeries(inputs[0], "d2", 0, 5);
        SetSeries(inputs[0], "d3", 0, -2);

        _graph.Read(handle).Number.ShouldBe(4);
    }

    [Fact]
    public void Window_SeriesIsRemoved_KeepsWhatItSampled()
    {
        var handle = Add("max(sum(y) over 1 min)", out var inputs);
        SetSeries(inputs[0], "d1", 0, 1);
        SetSeries(inputs[0], "d2", 0, 5);
        _graph.RemoveSeries(inputs[0], Key("d2"));

        _graph.Read(handle).Number.ShouldBe(6);
    }

    [Fact]
    public void Window_OverAWindow_KeepsWhatItSampledAsTimePasses()
    {
        var handle = Add("max(count(a over 10 s) over 1 min)", out var inputs);
        Set(inputs[0], 0, 1);
        Set(inputs[0], 5, 1);
        _graph.Advance(Scopes.Time(30));

        _graph.Read(handle).Number.ShouldBe(2);
    }

    [Fact]
    public void Changes_OfAbsent_CountsFailures()
    {
        var handle = Add("changes(absent(a) over 1 min)", out var inputs);
        Set(inputs[0], 0, 1);
        _graph.Set(inputs[0], Sample.Failed(Scopes.Time(10), "timeout"));
        _graph.Update();
        Set(inputs[0], 20, 1);

        _graph.Read(handle).Number.ShouldBe(2);
    }

    [Fact]
    public void AgeAndWindow_AddedBetweenSamples_KnowTheNewest()
    {
        var input = _graph.AddInput(Scopes.WithSeries.Inputs["a"]);
        var first = _graph.Add(Scopes.Compile("a"), [input]);
        Set(input, 0, 7);
        _graph.Advance(Scopes.Time(5));

        var age = _graph.Add(Scopes.Compile("age(a)"), [input]);
        var window = _graph.Add(Scopes.Compile("max(a + 1 over 1 min)"), [input]);
        _graph.Update();

        _graph.Read(first).Number.ShouldBe(7);
        _graph.Read(age).Number.ShouldBe(5);
        _graph.Read(window).Number.ShouldBe(8);
    }

    [Fact]
    public void Age_AfterAFailure_IsThatOfTheNewestValue()
    {
        var handle = Add("age(a)", out var inputs);
        Set(inputs[0], 0, 7);
        _graph.Set(inputs[0], Sample.Failed(Scopes.Time(10), "timeout"));
        _graph.Advance(Scopes.Time(20));

        _graph.Read(handle).Number.ShouldBe(20);
    }

    [Fact]
    public void ExtrapolatedRate_ClockAdvances_IsComputedAnew()
    {
        var handle = Add("extrapolated-rate(in-errors over 1 min)", out var inputs);
        Set(inputs[0], 0, 0);
        Set(inputs[0], 30, 30);
        var before = _graph.Read(handle).Number;

        _graph.Advance(Scopes.Time(55));

        _graph.Read(handle).Number.ShouldNotBe(before);
    }

    [Fact]
    public void Quantile_MoreThanTheMostSamples_IsThatOfTheNewest()
    {
        const int Count = ExpressionLimits.MaximumSamples + 5000;
        var handle = Add("quantile(0, a over 100 d) + count(a over 100 d)", out var inputs);
        for (var i = 0; i < Count; i++)
        {
            // The large ones come first, so that a lost one shows.
            Set(inputs[0], i, Count - i);
        }

        _graph.Read(handle).Number.ShouldBe(1 + ExpressionLimits.MaximumSamples);
        Set(inputs[0], Count, 0.5);
        _graph.Read(handle).Number.ShouldBe(0.5 + ExpressionLimits.MaximumSamples);
    }

    [Theory]
    [InlineData("sum(sum(x by device))")]
    [InlineData("count(sum(x by device) > 5)")]
    [InlineData("any(count(x by device) > 5)")]
    [InlineData("sum(y / sum(y))")]
    public void Aggregation_NothingKnownOfTheSeries_HasNoValue(string text)
    {
        var handle = Add(text, out var inputs);
        _graph.Update();
        _graph.Read(handle).Reason.ShouldBe("no sample yet");

        _graph.Set(inputs[0], Sample.Failed(Scopes.Time(0), "timeout"));
        _graph.Update();
        _graph.Read(handle).State.ShouldBe(SampleState.Failed);

        _graph.Set(inputs[0], Sample.Present(Scopes.Time(1), value: true));
        _graph.Update();
        _graph.Read(handle).ShouldBe(text.StartsWith("any", StringComparison.Ordinal) ? ExpressionValue.Of(false) : ExpressionValue.Of(0));
    }

    [Fact]
    public void RemoveInput_ReadBySeriesOnly_IsRefused()
    {
        var handle = Add("y > 5", out var inputs);
        SetSeries(inputs[0], "d1", 0, 1);

        Should.Throw<InvalidOperationException>(() => _graph.RemoveInput(inputs[0]));
        _graph.Remove(handle);
        _graph.RemoveInput(inputs[0]);
        _graph.InputCount.ShouldBe(0);
    }

    [Fact]
    public void SeriesOf_AMillionSeries_AreBounded()
    {
        var handle = Add("sum(y)", out var inputs);
        var refused = 0;
        for (var i = 0; i < 1_000_000; i++)
        {
            refused += _graph.SeriesOf(inputs[0], Key($"d{i}")) < 0 ? 1 : 0;
        }

        refused.ShouldBe(1_000_000 - ExpressionLimits.MaximumSeries);
        _graph.SeriesOf(inputs[0]).Count.ShouldBe(ExpressionLimits.MaximumSeries);
        _graph.Remove(handle);
        _graph.Update();
        _graph.NodeCount.ShouldBe(0);
    }

    [Fact]
    public void Series_JoinedByDifferentLabels_ComeAndGo()
    {
        var handle = Add("max(x / sum(x by device) + x / sum(x[port == 'p2'] by port))", out var inputs);
        foreach (var key in new[] { "d1 p1", "d1 p2", "d2 p2" })
        {
            Set(_graph.SeriesOf(inputs[0], new SeriesKey([.. key.Split(' ')])), 0, 1);
        }

        _graph.Set(inputs[0], Sample.Present(Scopes.Time(0), value: true));
        _graph.Update();
        _graph.Read(handle).Number.ShouldBe(1 + 0.5);

        _graph.RemoveSeries(inputs[0], new SeriesKey(["d2", "p2"]));
        _graph.Read(handle).Number.ShouldBe(0.5 + 1);
        _graph.RemoveSeries(inputs[0], new SeriesKey(["d1", "p1"]));
        _graph.Read(handle).Number.ShouldBe(1 + 1);
        _graph.RemoveSeries(inputs[0], new SeriesKey(["d1", "p2"]));
        _graph.Read(handle).Reason.ShouldBe("no series");
        _graph.Remove(handle);
        _graph.Update();
        _graph.NodeCount.ShouldBe(0);
    }

    [Fact]
    public void Add_LongestSet_WorksOnASmallStack()
    {
        var text = "count(a in (" + string.Join(',', Enumerable.Range(0, 1600)) + ") over 1 min)";
        Exception? thrown = null;
        var thread = new Thread(
            () => thrown = Record.Exception(() =>
            {
                var handle = Add(text, out var inputs);
                Set(inputs[0], 0, 7);
                _graph.Remove(handle);
                _graph.Update();
            }),
            256 * 1024);
        thread.Start();
        thread.Join();

        thrown.ShouldBeNull();
        _graph.NodeCount.ShouldBe(0);
    }

    private ExpressionHandle Add(string text, out int[] inputs)
    {
        var expression = Scopes.CompileSeries(text);
        inputs = [.. expression.InputNames.Select(name => _graph.AddInput(Scopes.WithSeries.Inputs[name]))];
        return _graph.Add(expression, inputs);
    }

    private void Set(int input, double seconds, double value)
    {
        _graph.Set(input, Sample.Present(Scopes.Time(seconds), value));
        _graph.Update();
    }

    private void SetSeries(int family, string device, double seconds, double value)
    {
        _graph.Set(family, Sample.Present(Scopes.Time(seconds), value: true));
        Set(_graph.SeriesOf(family, Key(device)), seconds, value);
    }

    private static SeriesKey Key(string device) => new([device]);
}
