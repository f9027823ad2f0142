namespace RouterAlertAssurance.Expressions.Tests.Evaluation;

public sealed class AllocationTests
{
    private static readonly SeriesKey[] Keys = [new(["d1", "p1"]), new(["d1", "p2"]), new(["d2", "p1"])];

    [Theory]
    [InlineData("a + b > 3 or absent(a) and clamp(a, 1, b) != 2")]
    [InlineData("if a in (1, 2, 3) then rate(in-errors) / 1 errors/s else age(b) / 1 s")]
    [InlineData("avg(a over 30 s) + min(a over 1 min) + max(b over 7 s) - sum(a over 20 s) + count(b over 1 min)")]
    [InlineData("quantile(95 %, a over 1 min) + delta(a over 30 s) + changes(b over 30 s)")]
    [InlineData("rate(in-errors over 1 min) > 1 errors/s or increase(in-errors over 1 min) > 10 errors or extrapolated-rate(in-errors over 1 min) > 2 errors/s")]
    [InlineData("ewma(a over 1 min) > 3 or abs(deviation(a over 10 min)) > 3")]
    [InlineData("avg(max(a over 10 s) over 1 min) > 2")]
    [InlineData("any(avg(x over 30 s) > 2) or sum(x) > avg(x) and count(x) > min(x) + max(x)")]
    [InlineData("max(sum(x by device)) + avg(sum(x) over 1 min)")]
    [InlineData("max(rate(sent) / sum(rate(sent) by device)) > 50 %")]
    public void SetAndUpdate_SteadyState_AllocatesNothing(string text)
    {
        var evaluator = new ExpressionEvaluator([("e", Scopes.CompileSeries(text))]);
        // Until the wheel has turned once.
        Run(evaluator, 0, 9000);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(evaluator, 9000, 3000);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        allocated.ShouldBe(0);
    }

    private static void Run(ExpressionEvaluator evaluator, int from, int count)
    {
        for (var i = from; i < from + count; i++)
        {
            var time = Scopes.Time(i);
            evaluator.Set("a", i % 11 == 0 ? Sample.Failed(time, "timeout") : Sample.Present(time, i % 7));
            evaluator.Set("b", Sample.Present(time, i % 5));
            evaluator.Set("in-errors", Sample.Present(time, i % 500));
            for (var key = 0; key < Keys.Length; key++)
            {
                evaluator.SetSeries("x", Keys[key], i % 13 == key ? Sample.Missing(time, "gone") : Sample.Present(time, i % (key + 3)));
                evaluator.SetSeries("sent", Keys[key], Sample.Present(time, i * (key + 1d)));
            }

            evaluator.Advance(time);
            evaluator.Evaluate("e");
        }
    }
}
