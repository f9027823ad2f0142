using System.Collections.Immutable;
using System.Net;

namespace RouterAlertAssurance.Heuristics.Facts;

/// <summary>
/// Facts ordered independently of how they came in, by the device they speak of, with tables for other fields that are asked for. Built once
/// for a fact base, however many services are decomposed over it; what is prepared for one device stays for as long as its rows do.
/// </summary>
internal sealed class FactIndex
{
    private readonly Dictionary<FactKey, FactPartition> _partitions = [];
    private readonly HashSet<string> _devices = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableArray<Fact>> _relations = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Relation, string Field), Dictionary<string, ImmutableArray<Fact>>> _byField = [];
    private readonly Lock _lock = new();

    public FactIndex(IEnumerable<FactSource> sources)
    {
        foreach (var (key, partition) in sources.SelectMany(source => source.Partitions))
        {
            // Two agents seldom speak of one device.
            _partitions[key] = _partitions.TryGetValue(key, out var other) ? new FactPartition([.. other.Rows, .. partition.Rows]) : partition;
            _devices.Add(key.Device!);
        }
    }

    /// <summary>The parts in which two differ: rows of a device, the relation they are of, and whether the device is known.</summary>
    public static HashSet<FactKey> Difference(FactIndex before, FactIndex after)
    {
        var changed = before._partitions.Where(pair => !after._partitions.TryGetValue(pair.Key, out var other) || !pair.Value.Holds(other)).Select(pair => pair.Key)
            .Concat(after._partitions.Keys.Where(key => !before._partitions.ContainsKey(key)))
            .ToHashSet();
        changed.UnionWith([.. changed.Select(key => key with { Device = null })]);
        changed.UnionWith(before._devices.Except(after._devices).Concat(after._devices.Except(before._devices)).Select(FactKey.Knowing));
        return changed;
    }

    public bool Knows(string device) => _devices.Contains(device);

    public ImmutableArray<Fact> All(string relation)
    {
        lock (_lock)
        {
            if (!_relations.TryGetValue(relation, out var rows))
            {
                rows = [.. _partitions.Where(pair => pair.Key.Relation == relation).OrderBy(pair => pair.Key).SelectMany(pair => pair.Value.Rows)];
                _relations[relation] = rows;
            }

            return rows;
        }
    }

    /// <summary>The rows whose field has this value; a table is made of a field when it is asked for first.</summary>
    public ImmutableArray<Fact> Of(string relation, string field, string value) =>
        field == "device" ? OfDevice(relation, value) : Table(relation, field).GetValueOrDefault(value, []);

    public ImmutableArray<Fact> OfDevice(string relation, string device) => _partitions.TryGetValue(new(relation, device), out var partition) ? partition.Rows : [];

    /// <summary>The rows of a device whose field has this value.</summary>
    public ImmutableArray<Fact> OfDevice(string relation, string device, string field, string value) =>
        _partitions.TryGetValue(new(relation, device), out var partition) ? partition.Of(field, value) : [];

    /// <summary>The rows of a device whose prefix in <paramref name="field"/> is the longest that contains the address.</summary>
    public ImmutableArray<Fact> LongestMatch(string relation, string device, string field, IPAddress address) =>
        _partitions.TryGetValue(new(relation, device), out var partition) ? partition.LongestMatch(field, address) : [];

    private Dictionary<string, ImmutableArray<Fact>> Table(string relation, string field)
    {
        var rows = All(relation);
        lock (_lock)
        {
            if (!_byField.TryGetValue((relation, field), out var table))
            {
                table = rows.GroupBy(row => row[field], StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.ToImmutableArray(), StringComparer.Ordinal);
                _byField[(relation, field)] = table;
            }

            return table;
        }
    }
}
