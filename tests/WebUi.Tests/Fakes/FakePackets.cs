using System.Buffers.Binary;
using System.Net;
using RouterAlertAssurance.Contracts.RouterAlert;

namespace RouterAlertAssurance.WebUi.Tests.Fakes;

/// <summary>Packets made by hand.</summary>
internal static class FakePackets
{
    /// <summary>RSVP over IPv4 with the option as RFC 2113 has it: octets 20 to 23.</summary>
    public static byte[] Rsvp(int value = 0) => Ipv4(46, [0x94, 4, (byte)(value >> 8), (byte)value], [0x10, 1, 0, 0, 0xff, 0, 0, 8]);

    /// <summary>IPv4 with these options and a right checksum.</summary>
    public static byte[] Ipv4(byte protocol, byte[] options, byte[] payload)
    {
        var header = 20 + options.Length;
        var packet = new byte[header + payload.Length];
        packet[0] = (byte)(0x40 | (header / 4));
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)packet.Length);
        (packet[8], packet[9]) = (64, protocol);
        IPAddress.Parse("10.0.0.1").GetAddressBytes().CopyTo(packet, 12);
        IPAddress.Parse("10.255.0.2").GetAddressBytes().CopyTo(packet, 16);
        options.CopyTo(packet, 20);
        payload.CopyTo(packet, header);
        var sum = 0u;
        for (var at = 0; at < header; at += 2)
        {
            sum += BinaryPrimitives.ReadUInt16BigEndian(packet.AsSpan(at));
        }

        sum = (sum & 0xffff) + (sum >> 16);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(10), (ushort)~((sum & 0xffff) + (sum >> 16)));
        return packet;
    }

    /// <summary>An MLD report with the option in a Hop-by-Hop Options header: octets 42 to 45.</summary>
    public static byte[] Mld()
    {
        var packet = new byte[40 + 8 + 8];
        (packet[0], packet[5], packet[6], packet[7]) = (0x60, 16, 0, 1);
        IPAddress.Parse("fe80::1").GetAddressBytes().CopyTo(packet, 8);
        IPAddress.Parse("ff02::16").GetAddressBytes().CopyTo(packet, 24);
        byte[] options = [58, 0, 5, 2, 0, 0, 1, 0];
        options.CopyTo(packet, 40);
        packet[48] = 143;
        return packet;
    }

    public static EvidencePacket Evidence(int secondsAgo, byte[] octets, string summary, string network = "to-p1", string direction = "in") =>
        new(Now.Utc.AddSeconds(-secondsAgo), network, direction, octets.Length, octets, summary);
}
