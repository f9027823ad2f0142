using System.Buffers.Binary;

namespace RouterAlertAssurance.Packets.Layers;

/// <summary>An SCTP packet (RFC 9260, section 3), as far as it was captured.</summary>
/// <param name="bytes">From the source port on; at least 12 octets.</param>
public readonly ref struct SctpPacket(ReadOnlySpan<byte> bytes)
{
    public const int Header = 12;
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public ushort SourcePort => BinaryPrimitives.ReadUInt16BigEndian(_bytes);

    public ushort DestinationPort => BinaryPrimitives.ReadUInt16BigEndian(_bytes[2..]);

    public uint VerificationTag => BinaryPrimitives.ReadUInt32BigEndian(_bytes[4..]);

    /// <summary>Type of the first chunk (1 INIT, 0 DATA); -1 when there is none.</summary>
    public int FirstChunk => _bytes.Length > Header ? _bytes[Header] : -1;
}
