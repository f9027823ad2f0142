using RouterAlertAssurance.Expressions.Tests.Evaluation.Naive;

namespace RouterAlertAssurance.Expressions.Tests.Evaluation;

public sealed class EvaluatorProperties
{
    private static readonly string[] States = ["up", "down", ""];

    [Fact]
    public void Evaluate_RandomExpressionsAndSamples_EqualsTheNaiveWalk() => Seeds.Check(400, seed =>
    {
        var expressions = new RandomExpressions(seed);
        var compiled = Enumerable.Range(0, 4).Select(i => ($"e{i}", Scopes.Compile(expressions.Typed(4).ToString()))).ToList();
        var evaluator = new ExpressionEvaluator(compiled);
        var naive = new NaiveEvaluator(Scopes.Default);
        for (var step = 0; step < 60; step++)
        {
            var input = Scopes.Inputs[expressions.Random.Next(Scopes.Inputs.Length)];
            var sample = RandomSample(expressions.Random, input, step);
            evaluator.Set(input.Name, sample);
            naive.Set(input.Name, sample);
            if (expressions.Random.Next(3) == 0)
            {
                Compare(compiled, evaluator, naive);
            }
        }

        Compare(compiled, evaluator, naive);
    });

    [Fact]
    public void Evaluate_SharedWithOthers_EqualsAlone() => Seeds.Check(200, seed =>
    {
        var expressions = new RandomExpressions(seed);
        var compiled = Enumerable.Range(0, 6).Select(i => ($"e{i}", Scopes.Compile(expressions.Typed(3).ToString()))).ToList();
        var shared = new ExpressionEvaluator(compiled);
        var alone = compiled.Select(one => new ExpressionEvaluator([one])).ToList();
        foreach (var input in Scopes.Inputs)
        {
            var sample = RandomSample(expressions.Random, input, 1);
            shared.Set(input.Name, sample);
            alone.ForEach(one => one.Set(input.Name, sample));
        }

        shared.NodeCount.ShouldBeLessThanOrEqualTo(alone.Sum(one => one.NodeCount));
        for (var i = 0; i < compiled.Count; i++)
        {
            var (together, single) = (shared.Evaluate($"e{i}"), alone[i].Evaluate($"e{i}"));
            (together.State, together.Number, together.Text, together.Reason).ShouldBe((single.State, single.Number, single.Text, single.Reason));
        }
    });

    private static void Compare(List<(string Name, CompiledExpression Expression)> compiled, ExpressionEvaluator evaluator, NaiveEvaluator naive)
    {
        foreach (var (name, expression) in compiled)
        {
            var actual = evaluator.Evaluate(name).Value;
            var expected = naive.Evaluate(expression.Root);
            (actual.State, actual.Number, actual.Text, actual.Reason)
                .ShouldBe((expected.State, expected.Number, expected.Text, expected.Reason), expression.Text);
            actual.Type.ShouldBe(expression.Type);
        }
    }

    private static Sample RandomSample(Random random, InputDeclaration input, int step)
    {
        // Mostly forward, sometimes the same instant, sometimes back.
        var time = Scopes.Time((step * 10) + random.Next(-12, 10));
        return random.Next(12) switch
        {
            0 => Sample.Missing(time, "no such interface"),
            1 => Sample.Stale(time, "15 s old"),
            2 => Sample.Failed(time, "timeout"),
            _ when input.Type == ExpressionValueType.Text => Sample.Present(time, States[random.Next(3)]),
            _ when input.Type == ExpressionValueType.Boolean => Sample.Present(time, random.Next(2) == 0),
            3 => Sample.Present(time, random.Next(2) == 0 ? double.NaN : double.NegativeInfinity),
            _ when input.Kind == InputKind.Gauge => Sample.Present(time, random.Next(-3, 8)),
            4 => Sample.Present(time, -1d),
            5 or 6 or 7 => Sample.Present(time, uint.MaxValue - random.Next(0, 2000)),
            8 when input.Kind == InputKind.Counter => Sample.Present(time, (double)ulong.MaxValue),
            _ => Sample.Present(time, random.Next(0, 2000)),
        };
    }
}
