namespace RouterAlertAssurance.Agent.Metrics;

/// <summary>
/// When the reads of one source are due. Reads of the same interval are due together, so that a source can answer them in one go; what is
/// nearly due goes along. Thread-safe.
/// </summary>
internal sealed class ReadingSchedule(double jitter, Random random)
{
    private const double Slack = 0.25;

    private readonly Lock _gate = new();
    private readonly Dictionary<TimeSpan, DateTimeOffset> _rounds = [];
    private readonly HashSet<MetricRead> _soon = [];
    private Dictionary<MetricRead, TimeSpan> _reads = [];

    /// <summary>Replaces the reads; new ones are due at once.</summary>
    public void Replace(IReadOnlyDictionary<MetricRead, TimeSpan> reads, DateTimeOffset now)
    {
        lock (_gate)
        {
            _soon.UnionWith(reads.Keys.Where(read => !_reads.ContainsKey(read)));
            _reads = new Dictionary<MetricRead, TimeSpan>(reads);
            _soon.IntersectWith(_reads.Keys);
            foreach (var gone in _rounds.Keys.Where(interval => !_reads.ContainsValue(interval)).ToList())
            {
                _rounds.Remove(gone);
            }

            foreach (var interval in _reads.Values.Distinct())
            {
                _rounds.TryAdd(interval, Next(interval, now));
            }
        }
    }

    public void ReadSoon(IEnumerable<MetricRead> reads)
    {
        lock (_gate)
        {
            _soon.UnionWith(reads.Where(_reads.ContainsKey));
        }
    }

    /// <summary>When something is due next; null when there is nothing to read.</summary>
    public DateTimeOffset? NextDue(DateTimeOffset now)
    {
        lock (_gate)
        {
            return _soon.Count > 0 ? now : _rounds.Count > 0 ? _rounds.Values.Min() : null;
        }
    }

    public List<MetricRead> TakeDue(DateTimeOffset now)
    {
        lock (_gate)
        {
            var due = new HashSet<MetricRead>(_soon);
            _soon.Clear();
            if (_rounds.Values.Any(time => time <= now))
            {
                TakeRounds(now, due);
            }

            return [.. due];
        }
    }

    private void TakeRounds(DateTimeOffset now, HashSet<MetricRead> due)
    {
        foreach (var (interval, time) in _rounds.ToList())
        {
            if (time > now + (interval * Slack))
            {
                continue;
            }

            due.UnionWith(_reads.Where(read => read.Value == interval).Select(read => read.Key));
            _rounds[interval] = Next(interval, now);
        }
    }

    private DateTimeOffset Next(TimeSpan interval, DateTimeOffset now) => now + (interval * (1 + (jitter * ((random.NextDouble() * 2) - 1))));
}
