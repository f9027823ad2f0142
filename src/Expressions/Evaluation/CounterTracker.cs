namespace RouterAlertAssurance.Expressions.Evaluation;

/// <summary>What two samples of a counter say.</summary>
internal readonly record struct CounterReading(SampleState State, double PerSecond, double Increase, string? Reason)
{
    public static CounterReading Without(SampleState state, string? reason) => new(state, 0, 0, reason);
}

/// <summary>Keeps the previous sample of one counter and tells a wrap from a reset.</summary>
internal struct CounterTracker(double modulus)
{
    internal const string NeedsTwo = "needs two samples";
    internal const string BackInTime = "the clock went backwards";
    internal const string SameTime = "two different values at the same time";
    internal const string Negative = "a counter cannot be negative";
    internal const string TooLarge = "the value exceeds the width of the counter";

    // A device that wraps was near the top before and is near the bottom after; a tenfold jump in rate is no wrap either.
    private const double UpperPart = 0.75;
    private const double LargestWrapShare = 0.25;
    private const double LargestJump = 10;

    private bool _hasPrevious;
    private DateTimeOffset _time;
    private double _value;
    private double? _earlierRate;
    private CounterReading _last = CounterReading.Without(SampleState.Missing, NeedsTwo);

    /// <summary>Takes the next sample in. A gap without a value keeps the previous one: the rate after it spans the gap.</summary>
    public CounterReading Observe(in Sample sample)
    {
        if (sample.State != SampleState.Present)
        {
            return CounterReading.Without(sample.State, sample.Reason);
        }

        if (_hasPrevious && sample.Time == _time && sample.Number == _value)
        {
            return _last;
        }

        _last = _hasPrevious ? Compare(sample) : CounterReading.Without(SampleState.Missing, NeedsTwo);
        _hasPrevious = true;
        _time = sample.Time;
        _value = sample.Number;
        _earlierRate = _last.State == SampleState.Present ? _last.PerSecond : null;
        return _last;
    }

    private readonly CounterReading Compare(in Sample sample)
    {
        var seconds = (sample.Time - _time).TotalSeconds;
        if (seconds <= 0)
        {
            return CounterReading.Without(SampleState.Missing, seconds < 0 ? BackInTime : SameTime);
        }

        var increase = sample.Number >= _value ? sample.Number - _value : AfterDecrease(sample.Number, seconds);
        return new CounterReading(SampleState.Present, increase / seconds, increase, null);
    }

    private readonly double AfterDecrease(double value, double seconds)
    {
        var wrapped = modulus - _value + value;
        var isWrap = _value >= modulus * UpperPart && wrapped <= modulus * LargestWrapShare
            && (_earlierRate is not { } earlier || wrapped / seconds <= earlier * LargestJump);
        return isWrap ? wrapped : value;
    }
}
