using System.Collections.Immutable;
using System.Net;
using System.Runtime.CompilerServices;

namespace RouterAlertAssurance.Heuristics.Facts;

/// <summary>
/// Facts ordered independently of how they came in, grouped by the device they speak of, with a table for longest matches.
/// Built once for a fact base, however many services are decomposed over it.
/// </summary>
internal sealed class FactIndex
{
    private static readonly ConditionalWeakTable<FactBase, FactIndex> Cache = [];

    private readonly Dictionary<string, ImmutableArray<Fact>> _relations = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Relation, string Device), ImmutableArray<Fact>> _byDevice = [];
    private readonly Dictionary<(string Relation, string Device, string Field), PrefixTable> _prefixes = [];
    private readonly Lock _lock = new();

    private FactIndex(FactBase facts)
    {
        foreach (var relation in facts.Relations)
        {
            var rows = facts.Of(relation).Order(FactOrder.Instance).Distinct(FactOrder.Instance).ToImmutableArray();
            _relations[relation] = rows;
            foreach (var group in rows.GroupBy(row => row["device"], StringComparer.Ordinal))
            {
                _byDevice[(relation, group.Key)] = [.. group];
            }
        }
    }

    public static FactIndex For(FactBase facts) => Cache.GetValue(facts, key => new FactIndex(key));

    public ImmutableArray<Fact> All(string relation) => _relations.GetValueOrDefault(relation, []);

    public ImmutableArray<Fact> OfDevice(string relation, string device) => _byDevice.GetValueOrDefault((relation, device), []);

    public bool Knows(string device) => _relations.Keys.Any(relation => _byDevice.ContainsKey((relation, device)));

    /// <summary>The rows of a device whose prefix in <paramref name="field"/> is the longest that contains the address.</summary>
    public ImmutableArray<Fact> LongestMatch(string relation, string device, string field, IPAddress address)
    {
        PrefixTable? table;
        lock (_lock)
        {
            if (!_prefixes.TryGetValue((relation, device, field), out table))
            {
                table = new PrefixTable(OfDevice(relation, device), field);
                _prefixes[(relation, device, field)] = table;
            }
        }

        return table.LongestMatch(address);
    }
}
