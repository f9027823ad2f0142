namespace RouterAlertAssurance.Hosting.Workers;

/// <summary>
/// The delays between attempts: decorrelated jitter, so that many clients of a service that comes back do not arrive together. Each delay
/// is drawn between the smallest and three times the one before, and never above the largest. Not safe for several threads.
/// </summary>
/// <param name="smallest">The smallest delay, above zero.</param>
/// <param name="largest">The largest delay.</param>
/// <param name="random">Where the jitter comes from; shared randomness by default.</param>
public sealed class Backoff(TimeSpan smallest, TimeSpan largest, Random? random = null)
{
    private readonly Random _random = random ?? Random.Shared;
    private TimeSpan? _last;

    /// <summary>200 ms to 5 s, for calls between services.</summary>
    public static Backoff ForServices() => new(TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(5));

    /// <summary>How many delays were given since the last success.</summary>
    public int Failures { get; private set; }

    /// <summary>The delay before the next attempt, after one failed.</summary>
    public TimeSpan Next()
    {
        Failures++;
        var upper = TimeSpan.FromTicks(Math.Min(largest.Ticks, (_last ?? smallest).Ticks * 3));
        var span = Math.Max(0, upper.Ticks - smallest.Ticks);
        var delay = TimeSpan.FromTicks(Math.Min(largest.Ticks, smallest.Ticks + (long)(_random.NextDouble() * span)));
        _last = delay;
        return delay;
    }

    /// <summary>Starts over after a success.</summary>
    public void Reset() => (_last, Failures) = (null, 0);
}
