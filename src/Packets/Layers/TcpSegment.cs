using System.Buffers.Binary;

namespace RouterAlertAssurance.Packets.Layers;

/// <summary>The control bits of a TCP header (RFC 9293, section 3.1; RFC 3168 for the upper two).</summary>
[Flags]
public enum TcpControlBits : byte
{
    None = 0,
    Fin = 1,
    Syn = 2,
    Rst = 4,
    Psh = 8,
    Ack = 16,
    Urg = 32,
    Ece = 64,
    Cwr = 128,
}

/// <summary>A TCP segment (RFC 9293, section 3.1), as far as it was captured.</summary>
/// <param name="bytes">From the source port on; at least 20 octets.</param>
public readonly ref struct TcpSegment(ReadOnlySpan<byte> bytes)
{
    /// <summary>The header without options.</summary>
    public const int SmallestHeader = 20;

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public ushort SourcePort => BinaryPrimitives.ReadUInt16BigEndian(_bytes);

    public ushort DestinationPort => BinaryPrimitives.ReadUInt16BigEndian(_bytes[2..]);

    public uint SequenceNumber => BinaryPrimitives.ReadUInt32BigEndian(_bytes[4..]);

    public uint AcknowledgmentNumber => BinaryPrimitives.ReadUInt32BigEndian(_bytes[8..]);

    /// <summary>Length of the header in octets, as it says: 0 to 60; below 20 it is wrong.</summary>
    public int HeaderLength => (_bytes[12] >> 4) * 4;

    public TcpControlBits Flags => (TcpControlBits)_bytes[13];

    public ushort UrgentPointer => BinaryPrimitives.ReadUInt16BigEndian(_bytes[18..]);

    /// <summary>The options that were captured; empty where the header has none or a wrong length.</summary>
    public TcpOptions Options => new(HeaderLength > SmallestHeader ? _bytes[SmallestHeader..Math.Min(HeaderLength, _bytes.Length)] : default);

    public ReadOnlySpan<byte> Payload => HeaderLength >= SmallestHeader && HeaderLength < _bytes.Length ? _bytes[HeaderLength..] : default;
}
