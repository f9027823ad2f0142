using System.Buffers.Binary;

namespace RouterAlertAssurance.Packets.Layers;

/// <summary>The line or header by which a proxy tells the address of its client before anything else is sent (the PROXY protocol of HAProxy).</summary>
public static class ProxyProtocol
{
    private const int LongestLine = 107;
    private const int HeaderV2 = 16;
    private static ReadOnlySpan<byte> SignatureV2 => [0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A];

    /// <summary>1 or 2 where a payload begins with a well-formed line or header of that version, 0 otherwise.</summary>
    public static int VersionAt(ReadOnlySpan<byte> payload)
    {
        if (payload.Length < HeaderV2 - 1)
        {
            return 0;
        }

        return payload[0] switch
        {
            (byte)'P' when IsV1(payload) => 1,
            (byte)'\r' when IsV2(payload) => 2,
            _ => 0,
        };
    }

    /// <summary>What a connection carries behind its line or header, as far as the payload goes.</summary>
    /// <param name="payload">A payload that begins with one.</param>
    /// <param name="version">What <see cref="VersionAt"/> says of it.</param>
    public static ReadOnlySpan<byte> Behind(ReadOnlySpan<byte> payload, int version) =>
        payload[Math.Min(payload.Length, version == 1 ? payload.IndexOf("\r\n"u8) + 2 : HeaderV2 + BinaryPrimitives.ReadUInt16BigEndian(payload[(HeaderV2 - 2)..]))..];

    private static bool IsV2(ReadOnlySpan<byte> payload) =>
        payload.Length >= HeaderV2 && payload.StartsWith(SignatureV2) && payload[12] is 0x20 or 0x21;

    private static bool IsV1(ReadOnlySpan<byte> payload)
    {
        if (!payload.StartsWith("PROXY "u8))
        {
            return false;
        }

        var end = payload[..Math.Min(payload.Length, LongestLine)].IndexOf("\r\n"u8);
        var rest = end < 0 ? default : payload[6..end];
        return rest.StartsWith("UNKNOWN"u8) || (rest.StartsWith("TCP4 "u8) || rest.StartsWith("TCP6 "u8)) && rest.Count((byte)' ') == 4;
    }
}
