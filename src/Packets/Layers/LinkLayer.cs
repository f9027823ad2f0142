using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using RouterAlertAssurance.Packets.Files;

namespace RouterAlertAssurance.Packets.Layers;

/// <summary>
/// Finds the network layer of a frame: behind Ethernet with any number of VLAN tags, LLC with SNAP, Linux cooked headers, PPP, PPPoE and MPLS labels.
/// An Ethernet frame inside MPLS (a pseudowire) is the payload of a tunnel and not looked into here.
/// </summary>
internal static class LinkLayer
{
    private const int EthernetHeader = 14;
    private const int SmallestType = 0x0600;

    /// <summary>Where the network layer begins, and what it is; <see cref="EtherType.None"/> where there is none that is looked into.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EtherType Find(LinkType link, ReadOnlySpan<byte> frame, out int offset)
    {
        offset = EthernetHeader;
        if (link == LinkType.Ethernet && frame.Length > EthernetHeader)
        {
            var type = (EtherType)BinaryPrimitives.ReadUInt16BigEndian(frame[12..]);
            return type is EtherType.Ipv4 or EtherType.Ipv6 ? type : Behind(type, frame, ref offset);
        }

        return FindOther(link, frame, out offset);
    }

    private static EtherType FindOther(LinkType link, ReadOnlySpan<byte> frame, out int offset)
    {
        (var header, offset) = link switch
        {
            LinkType.LinuxSll => (14, 16),
            LinkType.LinuxSll2 => (0, 20),
            LinkType.Null or LinkType.Loop => (0, 4),
            LinkType.Ppp => (frame is [0xFF, 0x03, ..] ? 2 : 0, frame is [0xFF, 0x03, ..] ? 4 : 2),
            _ => (0, 0),
        };
        if (frame.Length <= offset)
        {
            return EtherType.None;
        }

        switch (link)
        {
            case LinkType.LinuxSll or LinkType.LinuxSll2:
                return Behind((EtherType)BinaryPrimitives.ReadUInt16BigEndian(frame[header..]), frame, ref offset);
            case LinkType.Null or LinkType.Loop:
                return OfFamily(frame);
            case LinkType.Ppp:
                return OfPpp(BinaryPrimitives.ReadUInt16BigEndian(frame[header..]), frame, ref offset);
            case LinkType.Raw or LinkType.Ipv4 or LinkType.Ipv6:
                return OfVersion(frame[0]);
            default:
                return EtherType.None;
        }
    }

    // 2 is IPv4 everywhere; IPv6 is 10 on Linux, 24, 28 or 30 on the BSDs. The order of the octets is that of the machine that wrote them.
    private static EtherType OfFamily(ReadOnlySpan<byte> frame) => (frame[0] | frame[3]) switch
    {
        2 => EtherType.Ipv4,
        10 or 24 or 28 or 30 => EtherType.Ipv6,
        _ => EtherType.None,
    };

    private static EtherType OfVersion(byte first) => (first >> 4) switch
    {
        4 => EtherType.Ipv4,
        6 => EtherType.Ipv6,
        _ => EtherType.None,
    };

    private static EtherType OfPpp(ushort protocol, ReadOnlySpan<byte> frame, ref int offset) => protocol switch
    {
        0x0021 => EtherType.Ipv4,
        0x0057 => EtherType.Ipv6,
        0x0281 => Behind(EtherType.Mpls, frame, ref offset),
        _ => EtherType.None,
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static EtherType Behind(EtherType type, ReadOnlySpan<byte> frame, ref int offset)
    {
        while (type is EtherType.Vlan or EtherType.ServiceVlan or EtherType.OldServiceVlan)
        {
            if (frame.Length < offset + 4)
            {
                return EtherType.None;
            }

            type = (EtherType)BinaryPrimitives.ReadUInt16BigEndian(frame[(offset + 2)..]);
            offset += 4;
        }

        return type switch
        {
            EtherType.Mpls or EtherType.MplsUpstream => BehindLabels(frame, ref offset),
            EtherType.PppoeSession => BehindPppoe(frame, ref offset),
            < (EtherType)SmallestType => BehindLlc(frame, ref offset),
            _ => type,
        };
    }

    // RFC 3032: the last label has its bottom-of-stack bit set. What follows does not say what it is; RFC 4928 keeps the nibbles 4 and 6 for IP.
    private static EtherType BehindLabels(ReadOnlySpan<byte> frame, ref int offset)
    {
        bool isLast;
        do
        {
            if (frame.Length < offset + 5)
            {
                return EtherType.None;
            }

            isLast = (frame[offset + 2] & 1) != 0;
            offset += 4;
        }
        while (!isLast);
        return OfVersion(frame[offset]);
    }

    private static EtherType BehindPppoe(ReadOnlySpan<byte> frame, ref int offset)
    {
        const int header = 8;
        if (frame.Length < offset + header)
        {
            return EtherType.None;
        }

        var protocol = BinaryPrimitives.ReadUInt16BigEndian(frame[(offset + 6)..]);
        offset += header;
        return OfPpp(protocol, frame, ref offset);
    }

    // IEEE 802.3 with LLC: only SNAP of organisation 0 has an Ethernet type.
    private static EtherType BehindLlc(ReadOnlySpan<byte> frame, ref int offset)
    {
        if (frame.Length < offset + 8 || frame[offset] != 0xAA || frame[offset + 1] != 0xAA || frame[offset + 3] + frame[offset + 4] + frame[offset + 5] != 0)
        {
            return EtherType.None;
        }

        var type = (EtherType)BinaryPrimitives.ReadUInt16BigEndian(frame[(offset + 6)..]);
        offset += 8;
        return type;
    }
}
