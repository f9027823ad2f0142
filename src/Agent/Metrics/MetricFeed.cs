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
/// A metric being read: which implementation is in use, and its last value. Falls back in order when the one in use keeps failing and returns
/// to a preferred one when that works again. Guarded by the engine's lock.
/// </summary>
internal sealed class MetricFeed(FeedDefinition definition, int failureLimit, int recoveryReadings)
{
    private int _failures;
    private int _recovered;
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
        var failed = sample.State == SampleState.Failed;
        if (index > Active)
        {
            return FeedEffect.None;
        }

        if (index < Active)
        {
            return TakeProbe(index, failed, sample);
        }

        if (!failed)
        {
            _failures = 0;
            return Deliver(index, sample);
        }

        // One bad reading keeps the last value, which goes stale by itself.
        if (++_failures < failureLimit && HasValue)
        {
            return FeedEffect.None;
        }

        return FallBack() ? FeedEffect.Switched : Deliver(index, sample);
    }

    /// <summary>The stream behind the implementation in use broke: no point in waiting for failures.</summary>
    public bool FallBack()
    {
        if (Active + 1 >= Definition.Implementations.Length)
        {
            return false;
        }

        Use(Active + 1);
        return true;
    }

    private FeedEffect TakeProbe(int index, bool failed, Sample sample)
    {
        _recovered = failed ? 0 : _recovered + 1;
        if (_recovered < recoveryReadings)
        {
            return FeedEffect.None;
        }

        Use(index);
        return FeedEffect.Switched | Deliver(index, sample);
    }

    private void Use(int index)
    {
        Active = index;
        _failures = 0;
        _recovered = 0;
    }

    private FeedEffect Deliver(int index, Sample sample)
    {
        _last = sample;
        _implementation = Definition.Implementations[index];
        return FeedEffect.Delivered;
    }
}
