using System.Net;

namespace RouterAlertAssurance.Agent.Sources.Bridge;

/// <summary>
/// Counts how often a learned address was found behind another port, or another far end of a VXLAN, than in the look before. What moves and
/// returns between two looks is not seen.
/// </summary>
internal sealed class AddressMoves
{
    private Dictionary<string, (int Port, IPAddress? Remote)> _places = [];

    public ulong Count { get; private set; }

    public void Look(IEnumerable<ForwardingEntry> entries)
    {
        var places = new Dictionary<string, (int Port, IPAddress? Remote)>(StringComparer.Ordinal);
        foreach (var entry in entries.Where(entry => !entry.IsPermanent))
        {
            // The bridge knows the port only, the VXLAN's own entry for the same address knows the far end as well.
            if (!entry.IsOfBridge || !places.ContainsKey(entry.Address))
            {
                places[entry.Address] = (entry.Port, entry.Remote);
            }
        }

        Count += (ulong)places.Count(place => _places.TryGetValue(place.Key, out var before) && !before.Equals(place.Value));
        _places = places;
    }
}
