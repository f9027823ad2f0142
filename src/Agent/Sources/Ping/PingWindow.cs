namespace RouterAlertAssurance.Agent.Sources.Ping;

/// <summary>The outcome of the last probes: a probe is decided when it is answered or when its time is over. Thread-safe.</summary>
internal sealed class PingWindow(int size, TimeSpan timeout)
{
    // Fewer decided probes say nothing yet.
    private const int Least = 5;

    private readonly Lock _gate = new();
    private readonly Queue<Probe> _probes = new();
    private ushort _sequence;

    public ushort Sent(TimeSpan now)
    {
        lock (_gate)
        {
            Forget(now);
            _probes.Enqueue(new Probe(++_sequence, now));
            return _sequence;
        }
    }

    public void Answered(ushort sequence, TimeSpan now)
    {
        lock (_gate)
        {
            foreach (var probe in _probes)
            {
                if (probe.Sequence == sequence && probe.RoundTrip is null && now - probe.SentAt <= timeout)
                {
                    probe.RoundTrip = now - probe.SentAt;
                }
            }
        }
    }

    /// <summary>
    /// Share of lost probes, mean round-trip time (null when all were lost), and jitter: the mean difference between the round-trip times of successive
    /// answered probes (null when fewer than two were). Null while too few are decided.
    /// </summary>
    public (double Loss, TimeSpan? RoundTrip, TimeSpan? Jitter)? Result(TimeSpan now)
    {
        lock (_gate)
        {
            var decided = _probes.Where(probe => IsDecided(probe, now)).TakeLast(size).ToList();
            if (decided.Count < Least)
            {
                return null;
            }

            var answered = decided.Where(probe => probe.RoundTrip is not null).Select(probe => probe.RoundTrip!.Value.Ticks).ToList();
            var differences = answered.Zip(answered.Skip(1), (one, next) => Math.Abs(next - one)).ToList();
            return (1 - ((double)answered.Count / decided.Count), Mean(answered), Mean(differences));
        }
    }

    private static TimeSpan? Mean(List<long> ticks) => ticks.Count == 0 ? null : TimeSpan.FromTicks((long)ticks.Average());

    private bool IsDecided(Probe probe, TimeSpan now) => probe.RoundTrip is not null || now - probe.SentAt > timeout;

    // Undecided probes come on top of the window.
    private void Forget(TimeSpan now)
    {
        while (_probes.Count > size && IsDecided(_probes.Peek(), now) && _probes.Count(probe => IsDecided(probe, now)) > size)
        {
            _probes.Dequeue();
        }
    }

    private sealed class Probe(ushort sequence, TimeSpan sentAt)
    {
        public ushort Sequence => sequence;

        public TimeSpan SentAt => sentAt;

        public TimeSpan? RoundTrip { get; set; }
    }
}
