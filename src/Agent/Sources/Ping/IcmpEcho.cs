using System.Buffers.Binary;
using RouterAlertAssurance.Packets.Layers;

namespace RouterAlertAssurance.Agent.Sources.Ping;

/// <summary>ICMP and ICMPv6 echo messages (RFC 792, RFC 4443).</summary>
internal static class IcmpEcho
{
    public const int Length = 24;
    public const int HeaderLength = 8;

    private const byte Request4 = 8, Reply4 = 0, Request6 = 128, Reply6 = 129;
    private const int MinimumIpv4Header = 20;

    /// <summary>Writes a request. The kernel fills in the checksum of ICMPv6, since it covers the addresses.</summary>
    public static void WriteRequest(Span<byte> message, bool ipv6, ushort identifier, ushort sequence)
    {
        message.Clear();
        message[0] = ipv6 ? Request6 : Request4;
        BinaryPrimitives.WriteUInt16BigEndian(message[4..], identifier);
        BinaryPrimitives.WriteUInt16BigEndian(message[6..], sequence);
        if (!ipv6)
        {
            BinaryPrimitives.WriteUInt16BigEndian(message[2..], InternetChecksum.Of(message));
        }
    }

    /// <summary>The sequence number of a reply to us; null for anything else.</summary>
    /// <param name="packet">As received: raw IPv4 sockets hand out the IP header as well.</param>
    /// <param name="ipv6">Family of the socket.</param>
    /// <param name="hasHeader">Whether an IPv4 header comes first.</param>
    /// <param name="identifier">Ours; null when the kernel chose and checked it.</param>
    public static ushort? ReadReply(ReadOnlySpan<byte> packet, bool ipv6, bool hasHeader, ushort? identifier)
    {
        if (hasHeader)
        {
            var header = packet.Length < MinimumIpv4Header ? 0 : (packet[0] & 0xf) * 4;
            if (header < MinimumIpv4Header || header > packet.Length)
            {
                return null;
            }

            packet = packet[header..];
        }

        var isReply = packet.Length >= 8 && packet[0] == (ipv6 ? Reply6 : Reply4)
            && (identifier is null || BinaryPrimitives.ReadUInt16BigEndian(packet[4..]) == identifier);
        return isReply ? BinaryPrimitives.ReadUInt16BigEndian(packet[6..]) : null;
    }
}
