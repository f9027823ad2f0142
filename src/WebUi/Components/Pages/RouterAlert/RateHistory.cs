using RouterAlertAssurance.Contracts.RouterAlert;

namespace RouterAlertAssurance.WebUi.Components.Pages.RouterAlert;

/// <summary>Rates of the last polls, as long as the page is open.</summary>
public sealed class RateHistory
{
    /// <summary>Five minutes, where a poll takes five seconds.</summary>
    public const int Length = 60;

    private readonly Dictionary<(string Device, RateKey Key), float[]> _rates = [];
    private int _polls;

    /// <summary>Adds a poll; what is not seen any more has the rate 0.</summary>
    public void Add(IEnumerable<RouterView> routers)
    {
        var slot = _polls++ % Length;
        foreach (var rates in _rates.Values)
        {
            rates[slot] = 0;
        }

        foreach (var router in routers)
        {
            foreach (var rate in router.Document?.Traffic?.Rates ?? [])
            {
                var place = (router.Device, RateKey.Of(rate));
                if (!_rates.TryGetValue(place, out var rates))
                {
                    _rates[place] = rates = new float[Length];
                }

                rates[slot] += (float)rate.PacketsPerSecond;
            }
        }
    }

    /// <summary>Sums over devices, oldest first.</summary>
    public double[] Of(IEnumerable<string> devices, RateKey key)
    {
        var count = Math.Min(_polls, Length);
        var sums = new double[count];
        foreach (var device in devices)
        {
            if (_rates.TryGetValue((device, key), out var rates))
            {
                for (var index = 0; index < count; index++)
                {
                    sums[index] += rates[(_polls - count + index) % Length];
                }
            }
        }

        return sums;
    }
}

/// <summary>What rates are told apart by, besides places.</summary>
public readonly record struct RateKey(string Family, string Protocol, int Value)
{
    public static RateKey Of(RouterAlertRate rate) => new(rate.Family, rate.Protocol, rate.Value);
}
