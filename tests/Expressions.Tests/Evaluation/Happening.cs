using RouterAlertAssurance.Expressions.Tests.Evaluation.Naive;

namespace RouterAlertAssurance.Expressions.Tests.Evaluation;

/// <summary>Something that happens to the inputs.</summary>
internal sealed record Happening(string Input, SeriesKey? Key, Sample Sample, bool IsRemoved = false, bool IsClock = false)
{
    public void Apply(ExpressionEvaluator evaluator)
    {
        if (IsClock)
        {
            evaluator.Advance(Sample.Time);
        }
        else if (!evaluator.Inputs.Contains(Input))
        {
            return;
        }
        else if (IsRemoved)
        {
            evaluator.RemoveSeries(Input, Key!);
        }
        else if (Key is not null)
        {
            evaluator.SetSeries(Input, Key, Sample).ShouldBeTrue();
        }
        else
        {
            evaluator.Set(Input, Sample);
        }
    }

    public void Apply(ComputationGraph graph, IReadOnlyDictionary<string, int> inputs)
    {
        if (IsClock)
        {
            graph.Advance(Sample.Time);
        }
        else if (IsRemoved)
        {
            graph.RemoveSeries(inputs[Input], Key!);
        }
        else if (Key is not null)
        {
            graph.Set(inputs[Input], Sample.Present(Sample.Time, value: true));
            graph.Set(graph.SeriesOf(inputs[Input], Key), Sample);
        }
        else
        {
            graph.Set(inputs[Input], Sample);
        }
    }

    public void Apply(NaiveEvaluator naive)
    {
        if (IsClock)
        {
            naive.Advance(Sample.Time);
        }
        else if (IsRemoved)
        {
            naive.RemoveSeries(Input, Key!);
        }
        else if (Key is not null)
        {
            naive.SetSeries(Input, Key, Sample);
        }
        else
        {
            naive.Set(Input, Sample);
        }
    }
}
