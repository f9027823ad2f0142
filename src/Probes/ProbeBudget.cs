namespace RouterAlertAssurance.Probes;

/// <summary>
/// The most that a process sends for probes, all of them together: never more than so many packets in any second, whatever is asked for, so that a probe can never be the attack it
/// looks for. Safe for many threads.
/// </summary>
/// <param name="packetsPerSecond">The limit, 1 or more.</param>
/// <param name="clock">Tells the time.</param>
public sealed class ProbeBudget(int packetsPerSecond = ProbeBudget.Usual, TimeProvider? clock = null)
{
    /// <summary>Packets per second unless something else is configured.</summary>
    public const int Usual = 500;

    // A bucket that holds B and gains R a second lets at most B + R pass in any second: the two share the limit.
    private const double ShareOfBucket = 0.05;
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;
    private readonly double _bucket = Math.Max(1, Math.Floor(packetsPerSecond * ShareOfBucket));
    private readonly Lock _lock = new();
    private double _tokens = Math.Max(1, Math.Floor(packetsPerSecond * ShareOfBucket));
    private long _at;

    /// <summary>The limit.</summary>
    public int PacketsPerSecond { get; } = packetsPerSecond >= 1 ? packetsPerSecond : throw new ArgumentOutOfRangeException(nameof(packetsPerSecond));

    /// <summary>The rate that can be kept up, a little below the limit.</summary>
    public double Sustained => Math.Max(PacketsPerSecond - _bucket, PacketsPerSecond / 2.0);

    /// <summary>Takes a packet out of the budget.</summary>
    /// <returns>How long to wait before the packet may be sent and asked for again; zero when it was taken and may be sent now.</returns>
    public TimeSpan TryTake()
    {
        lock (_lock)
        {
            Fill();
            if (_tokens >= 1)
            {
                _tokens--;
                return TimeSpan.Zero;
            }

            return TimeSpan.FromTicks((long)Math.Ceiling((1 - _tokens) / Sustained * TimeSpan.TicksPerSecond));
        }
    }

    private void Fill()
    {
        var now = _clock.GetTimestamp();
        if (_at != 0)
        {
            _tokens = Math.Min(_bucket, _tokens + (_clock.GetElapsedTime(_at, now).TotalSeconds * Sustained));
        }

        _at = now;
    }
}
