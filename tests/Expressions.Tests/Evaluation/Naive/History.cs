namespace RouterAlertAssurance.Expressions.Tests.Evaluation.Naive;

/// <summary>All samples of one input or series.</summary>
internal sealed class History(InputDeclaration input)
{
    private readonly List<Sample> _samples = [];

    public long Time => _samples.Count == 0 ? 0 : _samples[^1].Time.UtcTicks;

    public long TimeOfValue => _samples.FindLast(sample => sample.State == SampleState.Present) is { State: SampleState.Present, Time.UtcTicks: var time } ? time : 0;

    public void Add(Sample sample) => _samples.Add(Validate(sample));

    public ExpressionValue Latest() => _samples.Count == 0 ? Without(SampleState.Missing, "no sample yet")
        : _samples[^1] is { State: not SampleState.Present } last ? Without(last.State, last.Reason)
        : input.Type == ExpressionValueType.Text ? ExpressionValue.Of(_samples[^1].Text!)
        : input.Type == ExpressionValueType.Boolean ? ExpressionValue.Of(_samples[^1].Number != 0)
        : ExpressionValue.Of(_samples[^1].Number);

    /// <summary>The growth with the newest sample.</summary>
    public (double Rate, double Increase, SampleState State, string? Reason) Growth()
    {
        if (_samples.Count == 0)
        {
            return (0, 0, SampleState.Missing, "no sample yet");
        }

        if (_samples[^1].State != SampleState.Present)
        {
            return (0, 0, _samples[^1].State, _samples[^1].Reason);
        }

        var seen = new List<Sample>();
        foreach (var sample in _samples.Where(sample => sample.State == SampleState.Present))
        {
            if (seen.Count == 0 || seen[^1].Time != sample.Time || seen[^1].Number != sample.Number)
            {
                seen.Add(sample);
            }
        }

        return Between(seen, seen.Count - 1);
    }

    public ExpressionValue Without(SampleState state, string? reason) => ExpressionValue.Without(input.Type, state, reason, input.Name);

    private (double Rate, double Increase, SampleState State, string? Reason) Between(List<Sample> seen, int at)
    {
        if (at == 0)
        {
            return (0, 0, SampleState.Missing, "needs two samples");
        }

        var (before, now) = (seen[at - 1], seen[at]);
        var seconds = (now.Time - before.Time).TotalSeconds;
        if (seconds <= 0)
        {
            return (0, 0, SampleState.Missing, seconds < 0 ? "the clock went backwards" : "two different values at the same time");
        }

        var increase = now.Number - before.Number;
        if (increase < 0)
        {
            var top = input.Kind == InputKind.Counter32 ? Math.Pow(2, 32) : Math.Pow(2, 64);
            var wrapped = top - before.Number + now.Number;
            var earlier = Between(seen, at - 1);
            var plausible = earlier.State != SampleState.Present || wrapped / seconds <= 10 * earlier.Rate;
            increase = before.Number >= 0.75 * top && wrapped <= top / 4 && plausible ? wrapped : now.Number;
        }

        return (increase / seconds, increase, SampleState.Present, null);
    }

    private Sample Validate(Sample sample) =>
        sample.State != SampleState.Present || input.Type != ExpressionValueType.Number ? sample
        : !double.IsFinite(sample.Number) ? Sample.Failed(sample.Time, "not a finite number")
        : input.Kind == InputKind.Counter32 && sample.Number > uint.MaxValue ? Sample.Failed(sample.Time, "the value exceeds the width of the counter")
        : input.Kind is InputKind.Counter or InputKind.Counter32 && sample.Number < 0 ? Sample.Failed(sample.Time, "a counter cannot be negative")
        : sample;
}
