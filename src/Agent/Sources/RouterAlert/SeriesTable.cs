namespace RouterAlertAssurance.Agent.Sources.RouterAlert;

/// <summary>
/// Counts by key, so many keys at most; the rest are counted together. Unusual keys may take a part of the room only: whoever makes many of them up
/// cannot keep a usual one from being told by itself.
/// </summary>
/// <param name="most">Keys at most, beside those of the rest.</param>
/// <param name="mostUnusual">How many of them may be unusual ones.</param>
/// <param name="rest">The key that one is counted under for which there is no room.</param>
internal sealed class SeriesTable<TKey>(int most, int mostUnusual, Func<TKey, TKey> rest)
    where TKey : struct, IEquatable<TKey>
{
    private readonly Dictionary<TKey, AlertTally> _tallies = [];
    private int _admitted;
    private int _unusual;

    public IReadOnlyDictionary<TKey, AlertTally> Tallies => _tallies;

    /// <summary>All that was counted, under whichever key.</summary>
    public long Total => _tallies.Values.Sum(tally => tally.Count);

    /// <summary>Where a key is counted.</summary>
    public AlertTally Of(TKey key, bool isUsual) => _tallies.TryGetValue(key, out var tally) ? tally : Admit(key, isUsual);

    /// <summary>Adds what another table counted.</summary>
    public void Include(SeriesTable<TKey> other, Predicate<TKey> isUsual)
    {
        foreach (var (key, tally) in other._tallies)
        {
            Of(key, isUsual(key)).Count += tally.Count;
        }
    }

    /// <summary>Counts from 0 again; keys keep their places.</summary>
    public void Restart()
    {
        foreach (var tally in _tallies.Values)
        {
            tally.Clear();
        }
    }

    public void Tick(int tick)
    {
        foreach (var tally in _tallies.Values)
        {
            tally.Tick(tick);
        }
    }

    private AlertTally Admit(TKey key, bool isUsual)
    {
        if (_admitted < most && (isUsual || _unusual < mostUnusual))
        {
            _admitted++;
            _unusual += isUsual ? 0 : 1;
            return _tallies[key] = new AlertTally();
        }

        var other = rest(key);
        return _tallies.TryGetValue(other, out var tally) ? tally : _tallies[other] = new AlertTally();
    }
}
