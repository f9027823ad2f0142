namespace RouterAlertAssurance.WebUi.Components.Pages.RouterAlert;

/// <summary>Rates of the last polls by protocol, as long as the page is open.</summary>
public sealed class RateHistory
{
    /// <summary>As many polls as the time shown has, where a poll takes five seconds.</summary>
    public const int Length = 60;

    /// <summary>How far back it goes.</summary>
    public static readonly TimeSpan Span = TimeSpan.FromMinutes(5);

    private readonly Dictionary<(string Device, string Protocol), float[]> _rates = [];
    private readonly DateTimeOffset[] _times = new DateTimeOffset[Length];
    private int _polls;

    /// <summary>When polls were, the oldest first.</summary>
    public IReadOnlyList<DateTimeOffset> Times => [.. Slots.Select(slot => _times[slot])];

    /// <summary>Polls in the time shown, the oldest first: where nobody saw the page, none was made.</summary>
    private IEnumerable<int> Slots => Enumerable.Range(Math.Max(0, _polls - Length), Math.Min(_polls, Length))
        .Select(poll => poll % Length)
        .Where(slot => _times[(_polls - 1) % Length] - _times[slot] <= Span);

    /// <summary>Adds a poll; what is not seen any more has the rate 0.</summary>
    public void Add(IEnumerable<RouterView> routers, DateTimeOffset time)
    {
        var slot = _polls++ % Length;
        _times[slot] = time;
        foreach (var rates in _rates.Values)
        {
            rates[slot] = 0;
        }

        foreach (var router in routers)
        {
            foreach (var rate in router.Document?.Traffic?.Rates ?? [])
            {
                var place = (router.Device, rate.Protocol);
                if (!_rates.TryGetValue(place, out var rates))
                {
                    _rates[place] = rates = new float[Length];
                }

                rates[slot] += (float)rate.PacketsPerSecond;
            }
        }
    }

    /// <summary>A line for each protocol of which anything came in, over the sum of devices.</summary>
    public IEnumerable<RateLine> Lines(IReadOnlyCollection<string> devices)
    {
        var slots = Slots.ToArray();
        return _rates
            .Where(pair => devices.Contains(pair.Key.Device))
            .GroupBy(pair => pair.Key.Protocol, pair => pair.Value)
            .Select(same => new RateLine(same.Key, [.. slots.Select(slot => same.Sum(rates => (double)rates[slot]))]))
            .Where(line => line.Highest > 0);
    }
}
