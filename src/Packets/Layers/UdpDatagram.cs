using System.Buffers.Binary;

namespace RouterAlertAssurance.Packets.Layers;

/// <summary>A UDP datagram (RFC 768), as far as it was captured.</summary>
/// <param name="bytes">From the source port on; at least 8 octets.</param>
public readonly ref struct UdpDatagram(ReadOnlySpan<byte> bytes)
{
    public const int Header = 8;
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public ushort SourcePort => BinaryPrimitives.ReadUInt16BigEndian(_bytes);

    public ushort DestinationPort => BinaryPrimitives.ReadUInt16BigEndian(_bytes[2..]);

    /// <summary>Header and payload, as the header says; 0 in a jumbogram (RFC 2675, section 4).</summary>
    public ushort Length => BinaryPrimitives.ReadUInt16BigEndian(_bytes[4..]);

    /// <summary>The payload, no longer than the header says and than was captured.</summary>
    public ReadOnlySpan<byte> Payload => Length == 0 ? _bytes[Header..] : _bytes[Header..Math.Clamp(Length, Header, _bytes.Length)];
}
