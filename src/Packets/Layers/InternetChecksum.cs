using System.Buffers.Binary;

namespace RouterAlertAssurance.Packets.Layers;

/// <summary>The checksum of IPv4 headers and others (RFC 1071).</summary>
public static class InternetChecksum
{
    /// <summary>
    /// The checksum of octets in which its own place holds 0; 0 for octets that hold a right one already. An odd last octet is left out: headers are of
    /// whole words.
    /// </summary>
    public static ushort Of(ReadOnlySpan<byte> octets)
    {
        var sum = 0u;
        for (var at = 0; at + 1 < octets.Length; at += 2)
        {
            sum += BinaryPrimitives.ReadUInt16BigEndian(octets[at..]);
        }

        while (sum > 0xFFFF)
        {
            sum = (sum & 0xFFFF) + (sum >> 16);
        }

        return (ushort)~sum;
    }
}
