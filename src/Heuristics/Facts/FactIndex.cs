using System.Collections.Immutable;
using System.Net;
using System.Runtime.CompilerServices;

namespace RouterAlertAssurance.Heuristics.Facts;

/// <summary>
/// Facts ordered independently of how they came in, grouped by the fields that are asked for, with a table for longest matches.
/// Built once for a fact base, however many services are decomposed over it.
/// </summary>
internal sealed class FactIndex
{
    private static readonly ConditionalWeakTable<FactBase, FactIndex> Cache = [];

    private readonly Dictionary<string, ImmutableArray<Fact>> _relations = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Relation, string Field), Dictionary<string, ImmutableArray<Fact>>> _byField = [];
    private readonly Dictionary<(string Relation, string Device, string Field), PrefixTable> _prefixes = [];
    private readonly Lock _lock = new();

    private FactIndex(FactBase facts)
    {
        foreach (var relation in facts.Relations)
        {
            _relations[relation] = facts.Of(relation).Order(FactOrder.Instance).Distinct(FactOrder.Instance).ToImmutableArray();
        }
    }

    public static FactIndex For(FactBase facts) => Cache.GetValue(facts, key => new FactIndex(key));

    public ImmutableArray<Fact> All(string relation) => _relations.GetValueOrDefault(relation, []);

    /// <summary>The rows whose field has this value; a table is made of a field when it is asked for first.</summary>
    public ImmutableArray<Fact> Of(string relation, string field, string value) => Table(relation, field).GetValueOrDefault(value, []);

    public bool Knows(string device) => _relations.Keys.Any(relation => Table(relation, "device").ContainsKey(device));

    /// <summary>The rows of a device whose prefix in <paramref name="field"/> is the longest that contains the address.</summary>
    public ImmutableArray<Fact> LongestMatch(string relation, string device, string field, IPAddress address)
    {
        PrefixTable? table;
        lock (_lock)
        {
            if (!_prefixes.TryGetValue((relation, device, field), out table))
            {
                table = new PrefixTable(Table(relation, "device").GetValueOrDefault(device, []), field);
                _prefixes[(relation, device, field)] = table;
            }
        }

        return table.LongestMatch(address);
    }

    private Dictionary<string, ImmutableArray<Fact>> Table(string relation, string field)
    {
        lock (_lock)
        {
            if (!_byField.TryGetValue((relation, field), out var table))
            {
                table = All(relation).GroupBy(row => row[field], StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.ToImmutableArray(), StringComparer.Ordinal);
                _byField[(relation, field)] = table;
            }

            return table;
        }
    }
}
