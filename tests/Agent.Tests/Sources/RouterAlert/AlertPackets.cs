using System.Buffers.Binary;
using RouterAlertAssurance.Agent.Sources.RouterAlert;
using RouterAlertAssurance.Packets.Files;
using RouterAlertAssurance.Packets.Layers;

namespace RouterAlertAssurance.Agent.Tests.Sources.RouterAlert;

/// <summary>Packets with Router Alert, written octet by octet.</summary>
internal static class AlertPackets
{
    public static readonly byte[] Alert = [148, 4, 0, 0];

    /// <summary>An IPv4 packet to 198.51.100.2 with a right checksum.</summary>
    public static byte[] Ipv4(byte protocol, byte[] payload, uint source = 0xC0000201, ushort identification = 1, byte[]? options = null, byte timeToLive = 64)
    {
        options ??= Alert;
        var header = 20 + options.Length;
        byte[] packet = [(byte)(0x40 | (header / 4)), 0, 0, 0, 0, 0, 0, 0, timeToLive, protocol, 0, 0, 0, 0, 0, 0, 198, 51, 100, 2, .. options, .. payload];
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)packet.Length);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(4), identification);
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(12), source);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(10), InternetChecksum.Of(packet.AsSpan(0, header)));
        return packet;
    }

    /// <summary>An IPv6 packet of 2001:db8::1 with the option in its Hop-by-Hop Options header.</summary>
    public static byte[] Ipv6(byte protocol, byte[] payload, byte value = 0)
    {
        byte[] packet = [0x60, 0, 0, 0, 0, 0, 0, 64, 0x20, 1, 0xD, 0xB8, .. new byte[11], 1, 0x20, 1, 0xD, 0xB8, .. new byte[11], 2, protocol, 0, 5, 2, 0, value, 1, 0, .. payload];
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(4), (ushort)(packet.Length - 40));
        return packet;
    }

    /// <summary>A message of ICMPv6 right behind the IPv6 header, of the same sender.</summary>
    public static byte[] Bare(byte type) => [0x60, 0, 0, 0, 0, 8, 58, 1, 0x20, 1, 0xD, 0xB8, .. new byte[11], 1, 0x20, 1, 0xD, 0xB8, .. new byte[11], 2, type, .. new byte[7]];

    /// <summary>An RSVP Path message with a SESSION object of a C-Type.</summary>
    public static byte[] Path(byte session) => [0x10, 1, 0, 0, 64, 0, 0, 20, 0, 12, 1, session, .. new byte[8]];

    public static byte[] Udp(ushort port, params byte[] payload) => [0, 1, (byte)(port >> 8), (byte)port, 0, (byte)(8 + payload.Length), 0, 0, .. payload];

    public static void Take(this AlertTraffic traffic, byte[] packet, int at = 1, PacketDirection direction = PacketDirection.In, double seconds = 0) =>
        traffic.Take(new CapturedPacket(packet, packet.Length, LinkType.Raw, 0, (long)(seconds * 1e9)) { InterfaceIndex = at, Direction = direction });
}
