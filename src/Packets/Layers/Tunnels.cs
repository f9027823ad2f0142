using System.Buffers.Binary;
using RouterAlertAssurance.Packets.Dissection;

namespace RouterAlertAssurance.Packets.Layers;

/// <summary>Finds what a packet carries that is a packet or a frame again: IP in IP, GRE, VXLAN, GENEVE.</summary>
internal static class Tunnels
{
    private const ushort VxlanPort = 4789;
    private const ushort GenevePort = 6081;

    /// <summary>Where the inner packet begins and what it is; <see cref="EtherType.None"/> where the packet carries none.</summary>
    public static EtherType Find(ref readonly DissectedPacket outer, out int offset)
    {
        offset = outer.TransportOffset;
        var payload = outer.Transport;
        if (payload.IsEmpty || !outer.IsFirstFragment)
        {
            return EtherType.None;
        }

        return outer.Protocol switch
        {
            IpProtocol.Ipv4 => EtherType.Ipv4,
            IpProtocol.Ipv6 => EtherType.Ipv6,
            IpProtocol.Gre => InGre(payload, ref offset),
            IpProtocol.Udp when payload.Length > UdpDatagram.Header => InUdp(new(payload), ref offset),
            _ => EtherType.None,
        };
    }

    // RFC 2784, RFC 2890: checksum, key and sequence number are there as the first bits say. Version 1 (PPTP) carries PPP.
    private static EtherType InGre(ReadOnlySpan<byte> payload, ref int offset)
    {
        if (payload.Length < 4 || (payload[1] & 7) != 0)
        {
            return EtherType.None;
        }

        var header = 4 + ((payload[0] & 0x80) != 0 ? 4 : 0) + ((payload[0] & 0x20) != 0 ? 4 : 0) + ((payload[0] & 0x10) != 0 ? 4 : 0);
        offset += header;
        return payload.Length > header ? (EtherType)BinaryPrimitives.ReadUInt16BigEndian(payload[2..]) : EtherType.None;
    }

    private static EtherType InUdp(UdpDatagram datagram, ref int offset)
    {
        const int header = 8;
        var payload = datagram.Payload;
        if (payload.Length <= header)
        {
            return EtherType.None;
        }

        // RFC 7348, section 5: the bit that says that there is a network identifier.
        if (datagram.DestinationPort == VxlanPort && (payload[0] & 0x08) != 0)
        {
            offset += UdpDatagram.Header + header;
            return EtherType.TransparentEthernet;
        }

        // RFC 8926, section 3.4: version 0, and the length of the options in words.
        if (datagram.DestinationPort == GenevePort && payload[0] >> 6 == 0)
        {
            offset += UdpDatagram.Header + header + ((payload[0] & 0x3F) * 4);
            return (EtherType)BinaryPrimitives.ReadUInt16BigEndian(payload[2..]);
        }

        return EtherType.None;
    }
}
