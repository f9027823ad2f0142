using System.Buffers.Binary;
using RouterAlertAssurance.Packets.Dissection;
using RouterAlertAssurance.Packets.Files;
using RouterAlertAssurance.Packets.Inspection;

namespace RouterAlertAssurance.Packets.Tests;

/// <summary>Frames written octet by octet.</summary>
internal static class Frames
{
    public static byte[] Hex(string text) => Convert.FromHexString(text.Replace(" ", "", StringComparison.Ordinal));

    public static byte[] Ethernet(int type, params byte[] payload) => [.. new byte[12], (byte)(type >> 8), (byte)type, .. payload];

    /// <summary>An IPv4 packet from 192.0.2.1 to 198.51.100.2.</summary>
    public static byte[] Ipv4(byte protocol, byte[] options, byte[] payload, int fragment = 0)
    {
        var header = 20 + options.Length;
        byte[] packet = [(byte)(0x40 | (header / 4)), 0, 0, 0, 0, 1, (byte)(fragment >> 8), (byte)fragment, 64, protocol, 0, 0, 192, 0, 2, 1, 198, 51, 100, 2, .. options, .. payload];
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)packet.Length);
        return packet;
    }

    /// <summary>An IPv6 packet from 2001:db8::1 to 2001:db8::2; the payload begins with the extension headers.</summary>
    public static byte[] Ipv6(byte next, params byte[] payload)
    {
        byte[] packet = [0x60, 0, 0, 0, 0, 0, next, 64, 0x20, 1, 0xD, 0xB8, .. new byte[11], 1, 0x20, 1, 0xD, 0xB8, .. new byte[11], 2, .. payload];
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(4), (ushort)payload.Length);
        return packet;
    }

    public static byte[] Udp(ushort source, ushort destination, params byte[] payload)
    {
        var datagram = new byte[8 + payload.Length];
        BinaryPrimitives.WriteUInt16BigEndian(datagram, source);
        BinaryPrimitives.WriteUInt16BigEndian(datagram.AsSpan(2), destination);
        BinaryPrimitives.WriteUInt16BigEndian(datagram.AsSpan(4), (ushort)datagram.Length);
        payload.CopyTo(datagram, 8);
        return datagram;
    }

    public static byte[] Tcp(byte flags, ushort urgentPointer = 0, byte[]? options = null, byte[]? payload = null)
    {
        options ??= [];
        byte[] segment = [0x12, 0x34, 0, 80, .. new byte[8], (byte)((20 + options.Length) / 4 << 4), flags, 0x10, 0, 0, 0, 0, 0, .. options, .. payload ?? []];
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(18), urgentPointer);
        return segment;
    }

    public static DissectedPacket Dissect(byte[] packet, LinkType link = LinkType.Raw)
    {
        Dissector.Dissect(link, packet, packet.Length, out var found);
        return found;
    }

    public static Inspector Inspect(params byte[][] packets) => Inspect(false, packets);

    public static Inspector Inspect(bool decapsulate, params byte[][] packets)
    {
        var inspector = new Inspector(decapsulate);
        foreach (var packet in packets)
        {
            inspector.Take(new CapturedPacket(packet, packet.Length, LinkType.Raw, 0, 0));
        }

        return inspector;
    }
}
