using RouterAlertAssurance.Expressions.Tests.Evaluation.Naive;

namespace RouterAlertAssurance.Expressions.Tests.Evaluation;

public sealed class OverTimeProperties
{
    [Fact]
    public void Evaluate_RandomWindowsAndSeries_EqualsTheNaiveWalk() => Seeds.Check(100, seed =>
    {

        var timeline = new RandomTimeline(new Random(seed));
        var texts = new RandomTexts(timeline.Random);
        var compiled = Enumerable.Range(0, 5).Select(i => ($"e{i}", Scopes.CompileSeries(texts.Any(4)))).ToList();
        var evaluator = new ExpressionEvaluator(compiled);
        var naive = new NaiveEvaluator(Scopes.WithSeries);
        compiled.ForEach(one => naive.Follow(one.Item2.Root));
        for (var step = 0; step < 60; step++)
        {
            foreach (var happening in timeline.Next())
            {
                happening.Apply(evaluator);
                happening.Apply(naive);
            }

            naive.Settle();

            Compare(compiled, evaluator, naive, seed);
        }
    });

    private static void Compare(List<(string Name, CompiledExpression Expression)> compiled, ExpressionEvaluator evaluator, NaiveEvaluator naive, int seed)
    {
        foreach (var (name, expression) in compiled)
        {
            var actual = evaluator.EvaluateSeries(name).ToDictionary(pair => Cells.KeyOf(pair.Key), pair => pair.Value);
            var expected = naive.EvaluateSeries(expression.Root).Values;
            actual.Keys.ShouldBe(expected.Keys, ignoreOrder: true, $"{seed}: {expression.Text}");
            var isExact = expression.Inputs.All(input => Scopes.WithSeries.Inputs[input].LabelSet.IsEmpty);
            foreach (var (key, value) in actual)
            {
                Near(value, expected[key].Value, isExact).ShouldBeTrue($"{seed}: {expression.Text} [{key}]: {value} instead of {expected[key].Value}");
            }
        }
    }

    // Which of several series that are stale or failed is handed on is not said.
    private static bool Near(ExpressionValue a, ExpressionValue b, bool isExact) =>
        (isExact ? a.State == b.State && a.Reason == b.Reason : Standing(a) == Standing(b)) && a.Text == b.Text
        && Math.Abs(a.Number - b.Number) <= 1e-9 * Math.Max(1, Math.Max(Math.Abs(a.Number), Math.Abs(b.Number)));

    private static SampleState Standing(ExpressionValue value) => value.State == SampleState.Stale ? SampleState.Failed : value.State;
}
