using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;

namespace RouterAlertAssurance.Heuristics.Facts;

/// <summary>The rows of one relation that speak of one device, each once and in an order that does not depend on how they came in.</summary>
internal sealed class FactPartition(IEnumerable<Fact> rows)
{
    private readonly ConcurrentDictionary<string, PrefixTable> _prefixes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Dictionary<string, ImmutableArray<Fact>>> _tables = new(StringComparer.Ordinal);

    public ImmutableArray<Fact> Rows { get; } = FactOrder.Sorted(rows);

    public ImmutableArray<Fact> Of(string field, string value) => _tables
        .GetOrAdd(
            field,
            static (name, rows) => rows.GroupBy(row => row[name], StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.ToImmutableArray(), StringComparer.Ordinal),
            Rows)
        .GetValueOrDefault(value, []);

    public ImmutableArray<Fact> LongestMatch(string field, IPAddress address) =>
        _prefixes.GetOrAdd(field, static (name, rows) => new PrefixTable(rows, name), Rows).LongestMatch(address);

    /// <summary>Whether both hold the same rows.</summary>
    public bool Holds(FactPartition other) => ReferenceEquals(this, other) || Rows.SequenceEqual(other.Rows, FactOrder.Instance);
}
