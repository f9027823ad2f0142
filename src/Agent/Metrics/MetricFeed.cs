using RouterAlertAssurance.Expressions;

namespace RouterAlertAssurance.Agent.Metrics;

/// <summary>What the engine does after a feed took a sample.</summary>
[Flags]
internal enum FeedEffect
{
    None = 0,

    /// <summary>The sample is the feed's value now.</summary>
    Delivered = 1,

    /// <summary>Another implementation is in use.</summary>
    Switched = 2,
}

/// <summary>
/// A metric being read: which implementation is in use, and its last value. Falls back in order when the one in use keeps failing or cannot tell,
/// and returns to a preferred one when that works again. A value that is missing because the device has no such thing now is an answer, and no
/// reason to ask another. Guarded by the engine's lock.
/// </summary>
internal sealed class MetricFeed(FeedDefinition definition, int failureLimit, int recoveryReadings)
{
    // One that worked for fewer readings than this before it failed again must work for twice as long before it is used again.
    private const int StableReadings = 10;
    private const int MostRecoveryReadings = 64;

    private readonly int[] _recovered = new int[definition.Implementations.Length];
    private readonly int _leastNeeded = recoveryReadings;
    private int _failures;
    private int _needed = recoveryReadings;
    private int? _sinceReturn;
    private Sample? _last;
    private volatile FeedImplementation _implementation = definition.Implementations[0];

    public FeedDefinition Definition { get; } = definition;

    /// <summary>Index of the implementation in use.</summary>
    public int Active { get; private set; }

    /// <summary>The implementation that read the last value.</summary>
    public FeedImplementation Implementation => _implementation;

    public bool HasValue => _last is { State: SampleState.Present };

    public FeedEffect Take(int index, Sample sample)
    {
        var works = sample.State != SampleState.Failed && sample.IsSupported;
        if (index > Active)
        {
            return FeedEffect.None;
        }

        if (index < Active)
        {
            return TakeProbe(index, works, sample);
        }

        if (works)
        {
            _failures = 0;
            _sinceReturn++;
            return Deliver(index, sample);
        }

        var isPatient = ++_failures < failureLimit;
        if (isPatient && !sample.IsSupported)
        {
            // What needs two readings to tell, such as a share of time, has nothing at the first.
            return Deliver(index, sample);
        }

        // One bad reading keeps the last value, which goes stale by itself.
        if (isPatient && HasValue)
        {
            return FeedEffect.None;
        }

        return FallBack() ? FeedEffect.Switched : Deliver(index, sample);
    }

    /// <summary>Goes on to the next implementation; false when there is none. Called when the stream behind the one in use broke, too.</summary>
    public bool FallBack()
    {
        if (Active + 1 >= Definition.Implementations.Length)
        {
            return false;
        }

        _needed = _sinceReturn < StableReadings ? Math.Min(_needed * 2, MostRecoveryReadings) : _leastNeeded;
        _sinceReturn = null;
        Use(Active + 1);
        return true;
    }

    private FeedEffect TakeProbe(int index, bool works, Sample sample)
    {
        _recovered[index] = works ? _recovered[index] + 1 : 0;
        if (_recovered[index] < _needed)
        {
            return FeedEffect.None;
        }

        Use(index);
        _sinceReturn = 0;
        return FeedEffect.Switched | Deliver(index, sample);
    }

    private void Use(int index)
    {
        Active = index;
        _failures = 0;
        Array.Clear(_recovered);
    }

    private FeedEffect Deliver(int index, Sample sample)
    {
        _last = sample;
        _implementation = Definition.Implementations[index];
        return FeedEffect.Delivered;
    }
}
