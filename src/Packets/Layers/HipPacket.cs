using System.Buffers.Binary;

namespace RouterAlertAssurance.Packets.Layers;

/// <summary>A packet of the Host Identity Protocol (RFC 7401, section 5.1), as far as it was captured.</summary>
/// <param name="bytes">From the next header on; at least 40 octets.</param>
public readonly ref struct HipPacket(ReadOnlySpan<byte> bytes)
{
    public const int Header = 40;

    /// <summary>The port that it uses over UDP (RFC 9028, section 5.1).</summary>
    public const ushort UdpPort = 10500;

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public int Version => _bytes[3] >> 4;

    /// <summary>1 I1, 2 R1, 3 I2, 4 R2, 16 UPDATE, 17 NOTIFY, 18 CLOSE, 19 CLOSE_ACK.</summary>
    public int Type => _bytes[2] & 0x7F;

    /// <summary>The sender's Host Identity Tag.</summary>
    public ReadOnlySpan<byte> SenderTag => _bytes.Slice(8, 16);

    /// <summary>
    /// Whether the payload of a datagram to or from port 10500 is HIP: four zero octets stand where ESP has its SPI (RFC 9028, section 5.1), and the
    /// header behind them has a length that fits, and the fixed bits.
    /// </summary>
    public static bool IsOverUdp(ReadOnlySpan<byte> payload) =>
        payload.Length >= 4 + Header && BinaryPrimitives.ReadUInt32BigEndian(payload) == 0 && IsHeader(payload[4..]);

    private static bool IsHeader(ReadOnlySpan<byte> header) =>
        (header[3] >> 4) is 1 or 2 && (header[3] & 1) != 0 && (header[2] & 0x80) == 0 && (header[1] + 1) * 8 is >= Header and var length && length <= header.Length;
}
