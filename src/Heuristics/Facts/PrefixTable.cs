using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Net;

namespace RouterAlertAssurance.Heuristics.Facts;

/// <summary>Rows by the prefix in one of their fields: one look-up per prefix length in use, longest first.</summary>
internal sealed class PrefixTable
{
    private readonly Dictionary<Prefix, ImmutableArray<Fact>> _rows;
    private readonly ImmutableArray<int> _lengths;

    public PrefixTable(IEnumerable<Fact> rows, string field)
    {
        _rows = rows.SelectMany(row => IpPrefixes.Parse(row[field]).Select(prefix => (Prefix: Prefix.Of(prefix.BaseAddress, prefix.PrefixLength), Row: row)))
            .GroupBy(pair => pair.Prefix)
            .ToDictionary(group => group.Key, group => group.Select(pair => pair.Row).ToImmutableArray());
        _lengths = [.. _rows.Keys.Select(prefix => prefix.Length).Distinct().OrderDescending()];
    }

    public ImmutableArray<Fact> LongestMatch(IPAddress address)
    {
        var bits = IpPrefixes.Bits(address);
        foreach (var length in _lengths)
        {
            if (length <= bits && _rows.TryGetValue(Prefix.Of(address, length), out var rows))
            {
                return rows;
            }
        }

        return [];
    }

    /// <summary>A prefix as a number: the bits behind its length are cleared, those of IPv4 stand in front.</summary>
    private readonly record struct Prefix(UInt128 Address, int Length, int Bits)
    {
        public static Prefix Of(IPAddress address, int length)
        {
            Span<byte> bytes = stackalloc byte[16];
            bytes.Clear();
            address.TryWriteBytes(bytes, out _);
            var mask = length == 0 ? UInt128.Zero : UInt128.MaxValue << (128 - length);
            return new(BinaryPrimitives.ReadUInt128BigEndian(bytes) & mask, length, IpPrefixes.Bits(address));
        }
    }
}
