using System.Buffers.Binary;

namespace RouterAlertAssurance.Packets.Layers;

/// <summary>A PGM packet (RFC 3208, section 8), as far as it was captured.</summary>
/// <param name="bytes">From the source port on; at least 16 octets.</param>
public readonly ref struct PgmPacket(ReadOnlySpan<byte> bytes)
{
    public const int Header = 16;
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public ushort SourcePort => BinaryPrimitives.ReadUInt16BigEndian(_bytes);

    public ushort DestinationPort => BinaryPrimitives.ReadUInt16BigEndian(_bytes[2..]);

    /// <summary>0 SPM, 1 POLL, 2 POLR, 4 ODATA, 5 RDATA, 8 NAK, 9 NNAK, 10 NCF, 13 SPMR. SPM, NCF, RDATA, POLL and others travel with Router Alert.</summary>
    public byte Type => _bytes[4];

    /// <summary>The first four octets of the globally unique source identifier and the last two, as one number of 48 bits.</summary>
    public ulong GlobalSourceId => ((ulong)BinaryPrimitives.ReadUInt32BigEndian(_bytes[8..]) << 16) | BinaryPrimitives.ReadUInt16BigEndian(_bytes[12..]);
}
