using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using RouterAlertAssurance.Heuristics.Facts;
using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.Heuristics.Packages;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Heuristics.Decomposition;

/// <summary>The nodes that services over the same facts, packages and devices were found to need, each expanded once. Safe for concurrent use.</summary>
internal sealed class ExpansionTable(FactIndex index, PackageCatalog catalog, IReadOnlyDictionary<string, DeviceInfo> devices)
{
    private readonly ConcurrentDictionary<SubserviceId, ExpandedNode> _nodes = new();
    private readonly ConcurrentDictionary<FactReads, FactReads> _reads = new(FactReads.Comparer.Instance);

    public FactIndex Index => index;

    public IReadOnlyDictionary<string, DeviceInfo> Devices => devices;

    public int Count => _nodes.Count;

    public ServiceType? FindService(string type) => catalog.FindService(type);

    public ResolvedType Resolve(ServiceType type) => ResolvedType.Of(type, catalog);

    public ExpandedNode Node(SubserviceId id, SubserviceType type, string[] values) =>
        _nodes.TryGetValue(id, out var known) ? known : _nodes.GetOrAdd(id, new ExpandedNode(id, ResolvedType.Of(type, catalog), values));

    /// <summary>What was looked at, as one object for all nodes that looked at the same.</summary>
    /// <param name="keys">In any order, and as often as it was looked at.</param>
    public FactReads Reads(List<FactKey> keys)
    {
        keys.Sort();
        var count = 0;
        for (var at = 0; at < keys.Count; at++)
        {
            if (count == 0 || keys[at] != keys[count - 1])
            {
                keys[count++] = keys[at];
            }
        }

        ReadOnlySpan<FactKey> once = CollectionsMarshal.AsSpan(keys)[..count];
        if (_reads.GetAlternateLookup<ReadOnlySpan<FactKey>>().TryGetValue(once, out var known))
        {
            return known;
        }

        var reads = new FactReads([.. once]);
        return _reads.GetOrAdd(reads, reads);
    }
}
