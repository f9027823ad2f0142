using System.Collections.Immutable;
using System.Net;

namespace RouterAlertAssurance.Agent.Sources.Netlink;

/// <summary>The tables of one network namespace at one moment. Immutable.</summary>
internal sealed record NetworkSnapshot
{
    public static NetworkSnapshot Empty { get; } = new();

    public ImmutableDictionary<int, NetworkLink> Links { get; init; } = ImmutableDictionary<int, NetworkLink>.Empty;

    public ImmutableArray<NetworkAddress> Addresses { get; init; } = [];

    public ImmutableArray<NetworkRoute> Routes { get; init; } = [];

    public ImmutableDictionary<(int Link, IPAddress Address), Neighbour> Neighbours { get; init; } =
        ImmutableDictionary<(int Link, IPAddress Address), Neighbour>.Empty;

    public NetworkLink? Link(string name) => Links.Values.FirstOrDefault(link => string.Equals(link.Name, name, StringComparison.Ordinal));

    /// <summary>The route that a packet to the destination takes, or the route of exactly that prefix; the lowest metric wins.</summary>
    public NetworkRoute? Route(NetworkPrefix destination)
    {
        NetworkRoute? best = null;
        foreach (var route in Routes)
        {
            if (route.Prefix.Length <= destination.Length && route.Prefix.Contains(destination.Address) && IsBetter(route, best))
            {
                best = route;
            }
        }

        return best;
    }

    private static bool IsBetter(NetworkRoute route, NetworkRoute? than) =>
        than is null || route.Prefix.Length > than.Prefix.Length || (route.Prefix.Length == than.Prefix.Length && route.Metric < than.Metric);
}
