using System.Collections.Immutable;
using System.Net;

namespace RouterAlertAssurance.Heuristics.Facts;

/// <summary>Rows by the prefix in one of their fields: one look-up per prefix length in use, longest first.</summary>
internal sealed class PrefixTable
{
    private readonly Dictionary<IPNetwork, List<Fact>> _rows = [];
    private readonly int[] _lengths;

    public PrefixTable(IEnumerable<Fact> rows, string field)
    {
        foreach (var row in rows)
        {
            foreach (var prefix in IpPrefixes.Parse(row[field]))
            {
                if (!_rows.TryGetValue(prefix, out var same))
                {
                    _rows[prefix] = same = [];
                }

                same.Add(row);
            }
        }

        _lengths = [.. _rows.Keys.Select(prefix => prefix.PrefixLength).Distinct().OrderDescending()];
    }

    public ImmutableArray<Fact> LongestMatch(IPAddress address)
    {
        foreach (var length in _lengths.Where(length => length <= IpPrefixes.Bits(address)))
        {
            if (_rows.TryGetValue(new IPNetwork(IpPrefixes.Mask(address, length), length), out var rows))
            {
                return [.. rows];
            }
        }

        return [];
    }
}
