using RouterAlertAssurance.Expressions;

namespace RouterAlertAssurance.Benchmarks;

/// <summary>Expressions as subservices of the base package have them: a sample comes in, the symptoms' conditions are read.</summary>
internal static class ExpressionBenchmarks
{
    private const int Samples = 100_000;

    private static readonly DateTimeOffset Time = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly ExpressionScope Scope = new(
        new InputDeclaration[]
        {
            new("oper-up", ExpressionValueType.Boolean, "", InputKind.State),
            new("rx-errors", ExpressionValueType.Number, "errors", InputKind.Counter),
            new("rx-packets", ExpressionValueType.Number, "packets", InputKind.Counter),
            new("loss", ExpressionValueType.Number, "ratio", InputKind.Gauge),
        }.ToDictionary(input => input.Name, StringComparer.Ordinal),
        new Dictionary<string, ExpressionConstant>(StringComparer.Ordinal)
        {
            ["max-errors"] = ExpressionConstant.Of(0.5, "errors/s"),
            ["max-loss"] = ExpressionConstant.Of(5, "%"),
        });

    private static readonly (string Name, string Text)[] Conditions =
    [
        ("down", "not oper-up"),
        ("rx-errors", "rate(rx-errors) > max-errors"),
        ("loss", "not absent(loss) and loss > max-loss"),
        ("loss-with-errors", "loss > max-loss and rate(rx-errors) > max-errors and oper-up"),
    ];

    public static void Run()
    {
        Figure.Print("expressions.compile", Figure.Median(() => Compile(Conditions[3].Text)).TotalMicroseconds, "us");
        One("comparison", [Conditions[2]], (evaluator, at) => evaluator.Set("loss", Sample.Present(At(at), at % 100 / 100.0)));
        One("rate", [Conditions[1]], (evaluator, at) => evaluator.Set("rx-errors", Sample.Present(At(at), at * 3.0)));
        One("subservice", Conditions, SetOneOfFour);
    }

    private static void One(string name, (string Name, string Text)[] conditions, Action<ExpressionEvaluator, int> set)
    {
        var evaluator = new ExpressionEvaluator(conditions.Select(condition => (condition.Name, Compile(condition.Text))));
        var (at, raised) = (0, 0);
        var time = Figure.Median(Sampled);
        Figure.Print($"expressions.{name}.samples", Samples / time.TotalSeconds, "samples/s");
        Figure.Print($"expressions.{name}.evaluations", Samples * conditions.Length / time.TotalSeconds, "evaluations/s");
        Figure.Print($"expressions.{name}.allocated", Figure.Allocated(Sampled, 3) / (Samples * conditions.Length), "bytes/evaluation");
        if (raised == 0)
        {
            throw new InvalidOperationException("nothing was ever raised: the benchmark measures nothing");
        }

        void Sampled()
        {
            for (var i = 0; i < Samples; i++)
            {
                set(evaluator, at++);
                foreach (var condition in conditions)
                {
                    raised += evaluator.Evaluate(condition.Name).Value.Number > 0 ? 1 : 0;
                }
            }
        }
    }

    private static void SetOneOfFour(ExpressionEvaluator evaluator, int at)
    {
        _ = (at % 4) switch
        {
            0 => evaluator.Set("oper-up", Sample.Present(At(at), at % 64 != 0)),
            1 => evaluator.Set("rx-errors", Sample.Present(At(at), at * 3.0)),
            2 => evaluator.Set("rx-packets", Sample.Present(At(at), at * 1000.0)),
            _ => evaluator.Set("loss", Sample.Present(At(at), at % 100 / 100.0)),
        };
    }

    private static DateTimeOffset At(int sample) => Time.AddSeconds(sample);

    private static CompiledExpression Compile(string text) =>
        ExpressionCompiler.Compile(text, Scope, ExpressionValueType.Boolean) is { Expression: { } expression }
            ? expression
            : throw new InvalidOperationException($"'{text}' does not compile");
}
