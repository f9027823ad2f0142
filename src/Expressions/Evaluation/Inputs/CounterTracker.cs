namespace RouterAlertAssurance.Expressions.Evaluation;

/// <summary>What a counter did with its newest sample.</summary>
internal enum CounterMovement : byte
{
    /// <summary>There are not yet two samples.</summary>
    First,

    /// <summary>It grew, wrapped or was reset.</summary>
    Grown,

    /// <summary>The sample is older than the one before.</summary>
    BackInTime,

    /// <summary>The sample has the time of the one before, and another value.</summary>
    SameTime,
}

/// <summary>Follows one counter from sample to sample and tells a wrap from a reset.</summary>
internal record struct CounterTracker
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
    private long _time;
    private double _value;

    /// <summary>What it did last.</summary>
    public CounterMovement Movement { get; private set; }

    /// <summary>Growth per second; of meaning where it has grown.</summary>
    public double PerSecond { get; private set; }

    /// <summary>Growth; of meaning where it has grown.</summary>
    public double Increase { get; private set; }

    /// <summary>Takes the next sample with a value in. A gap without one keeps the previous: the rate after it spans the gap.</summary>
    /// <param name="time">Ticks.</param>
    /// <param name="value">0 to the modulus.</param>
    /// <param name="modulus">Where it wraps.</param>
    public void Observe(long time, double value, double modulus)
    {
        if (_time == 0)
        {
            Movement = CounterMovement.First;
        }
        else if (time == _time && value == _value)
        {
            return;
        }
        else if (time <= _time)
        {
            Movement = time < _time ? CounterMovement.BackInTime : CounterMovement.SameTime;
        }
        else
        {
            var seconds = new TimeSpan(time - _time).TotalSeconds;
            var increase = value >= _value ? value - _value : AfterDecrease(value, seconds, modulus);
            (Movement, Increase, PerSecond) = (CounterMovement.Grown, increase, increase / seconds);
        }

        (_time, _value) = (time, value);
    }

    private readonly double AfterDecrease(double value, double seconds, double modulus)
    {
        var wrapped = modulus - _value + value;
        var isWrap = _value >= modulus * UpperPart && wrapped <= modulus * LargestWrapShare
            && (Movement != CounterMovement.Grown || wrapped / seconds <= PerSecond * LargestJump);
        return isWrap ? wrapped : value;
    }
}
