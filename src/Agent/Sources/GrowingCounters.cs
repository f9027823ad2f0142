namespace RouterAlertAssurance.Agent.Sources;

/// <summary>
/// Counters that begin at 0 when they are first looked at and never fall, put together from parts that come and go, such as sockets that close or rules that are
/// loaded anew: what a part counted stays. Not thread-safe.
/// </summary>
/// <typeparam name="TPart">What counts.</typeparam>
/// <typeparam name="TKey">What its counts belong to.</typeparam>
internal sealed class GrowingCounters<TPart, TKey>
    where TPart : notnull
    where TKey : notnull
{
    private readonly Dictionary<TKey, long> _totals = [];
    private Dictionary<(TPart Part, TKey Key), long>? _last;

    /// <summary>What was counted, by key; also of keys whose parts are all gone.</summary>
    public IReadOnlyDictionary<TKey, long> Totals => _totals;

    /// <summary>Takes in what the parts say now. What they had counted before the first time does not count; what one that comes later has counted does.</summary>
    public void Observe(IEnumerable<(TPart Part, TKey Key, long Value)> parts)
    {
        var now = new Dictionary<(TPart, TKey), long>();
        foreach (var (part, key, value) in parts)
        {
            now[(part, key)] = value;
            var before = _last is null ? value : _last.GetValueOrDefault((part, key));

            // One that counts less than before began anew.
            _totals[key] = _totals.GetValueOrDefault(key) + (value >= before ? value - before : value);
        }

        _last = now;
    }
}
