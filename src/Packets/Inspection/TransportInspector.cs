using System.Runtime.CompilerServices;
using RouterAlertAssurance.Packets.Dissection;
using RouterAlertAssurance.Packets.Layers;

namespace RouterAlertAssurance.Packets.Inspection;

/// <summary>Counts what is above IP.</summary>
internal static class TransportInspector
{
    /// <summary>No reason.</summary>
    public const uint Nothing = 0;

    /// <summary>A reason as one of a set.</summary>
    public static uint Bit(NoteworthyReason reason) => 1u << (int)reason;

    /// <summary>Counts a packet.</summary>
    /// <returns>The set of reasons it is worth a look for, each as its <see cref="Bit"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Count(ref DissectedPacket found, PacketCounts counts)
    {
        if (!found.IsFirstFragment)
        {
            return Nothing;
        }

        return found.Protocol switch
        {
            IpProtocol.Tcp => CountTcp(ref found, counts),
            IpProtocol.Udp => CountUdp(ref found, counts),
            _ => CountOther(ref found, counts),
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static uint CountTcp(ref DissectedPacket found, PacketCounts counts)
    {
        var octets = found.Transport;
        if (octets.Length < TcpSegment.SmallestHeader)
        {
            return CountShortTcp(ref found, octets, counts);
        }

        var segment = new TcpSegment(octets);
        var reasons = Nothing;
        var (flags, pointer, header) = (segment.Flags, segment.UrgentPointer, segment.HeaderLength);
        if ((flags & TcpControlBits.Urg) != TcpControlBits.None || pointer != 0)
        {
            reasons = CountUrgent(flags, pointer, counts);
        }

        if (header < TcpSegment.SmallestHeader || (header > octets.Length && !found.IsCut && !found.HasMoreFragments))
        {
            found.Report(DissectionProblem.TcpHeaderLength);
            return reasons;
        }

        if ((flags & TcpControlBits.Syn) != TcpControlBits.None && header > TcpSegment.SmallestHeader)
        {
            reasons |= CountOptions(ref found, segment.Options, counts, isWhole: !found.IsCut && header <= octets.Length);
        }

        // Both kinds of text begin with a capital letter, the header of version 2 with a carriage return; little else does.
        return header < octets.Length && octets[header] is (>= (byte)'A' and <= (byte)'Z') or (byte)'\r'
            ? reasons | CountText(octets[header..], counts)
            : reasons;
    }

    // Flags that were captured count, whatever is missing behind them.
    private static uint CountShortTcp(ref DissectedPacket found, ReadOnlySpan<byte> octets, PacketCounts counts)
    {
        const int flagsPlace = 13;
        if (!found.IsCut && !found.HasMoreFragments)
        {
            found.Report(DissectionProblem.TransportHeader);
        }

        return octets.Length > flagsPlace && ((TcpControlBits)octets[flagsPlace] & TcpControlBits.Urg) != TcpControlBits.None ? CountUrgent(TcpControlBits.Urg, 0, counts) : Nothing;
    }

    private static uint CountUrgent(TcpControlBits flags, ushort pointer, PacketCounts counts)
    {
        var isUrgent = (flags & TcpControlBits.Urg) != TcpControlBits.None;
        counts.TcpUrg += isUrgent ? 1 : 0;
        counts.TcpUrgentPointerNonZero += pointer != 0 ? 1 : 0;
        return Bit(isUrgent ? NoteworthyReason.UrgentData : NoteworthyReason.UrgentPointerWithoutFlag);
    }

    private static uint CountOptions(ref DissectedPacket found, TcpOptions options, PacketCounts counts, bool isWhole)
    {
        var isExperimental = false;
        while (options.MoveNext())
        {
            isExperimental |= options.IsExperimental;
        }

        if (options.IsMalformed && isWhole)
        {
            found.Report(DissectionProblem.TcpOption);
        }

        counts.TcpSynExperimentalOption += isExperimental ? 1 : 0;
        return isExperimental ? Bit(NoteworthyReason.SynExperimentalOption) : Nothing;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static uint CountText(ReadOnlySpan<byte> payload, PacketCounts counts)
    {
        var reasons = Nothing;
        var version = ProxyProtocol.VersionAt(payload);
        if (version > 0)
        {
            counts.ProxyV1 += version == 1 ? 1 : 0;
            counts.ProxyV2 += version == 2 ? 1 : 0;
            reasons = Bit(NoteworthyReason.ProxyProtocol);
            // The request of the client often comes in the same segment.
            payload = ProxyProtocol.Behind(payload, version);
        }

        if (!HttpHead.IsAt(payload))
        {
            return reasons;
        }

        var head = new HttpHead(payload);
        var (isFor, isForwarded) = (head.Has("x-forwarded-for"u8), head.Has("forwarded"u8));
        counts.HttpXForwardedFor += isFor ? 1 : 0;
        counts.HttpForwarded += isForwarded ? 1 : 0;
        return isFor || isForwarded ? reasons | Bit(NoteworthyReason.ForwardedAddress) : reasons;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static uint CountUdp(ref DissectedPacket found, PacketCounts counts)
    {
        var octets = found.Transport;
        if (octets.Length < UdpDatagram.Header)
        {
            ReportShort(ref found);
            return Nothing;
        }

        var datagram = new UdpDatagram(octets);
        if (datagram.Length is > 0 and < UdpDatagram.Header || (datagram.Length > octets.Length && !found.IsCut && !found.HasMoreFragments))
        {
            found.Report(DissectionProblem.UdpLength);
        }

        var payload = datagram.Payload;
        if (payload.Length == 0)
        {
            return Nothing;
        }

        if (payload[0] == 0)
        {
            return CountZeroFirst(datagram, payload, counts);
        }

        return payload[0] is (byte)'P' or (byte)'\r' ? CountProxyDatagram(payload, counts) : Nothing;
    }

    // Exports of flows begin with a version of two octets, HIP with four octets that are 0.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static uint CountZeroFirst(UdpDatagram datagram, ReadOnlySpan<byte> payload, PacketCounts counts)
    {
        switch (FlowExport.Of(payload))
        {
            case FlowExportKind.NetflowV5:
                counts.NetflowV5++;
                return Nothing;
            case FlowExportKind.NetflowV9:
                counts.NetflowV9++;
                return Nothing;
            case FlowExportKind.Ipfix:
                counts.Ipfix++;
                return Nothing;
        }

        if (HipPacket.UdpPort == datagram.DestinationPort || HipPacket.UdpPort == datagram.SourcePort)
        {
            var isHip = HipPacket.IsOverUdp(payload);
            counts.Hip += isHip ? 1 : 0;
            return isHip ? Bit(NoteworthyReason.Hip) : Nothing;
        }

        return Nothing;
    }

    // Version 2 also precedes datagrams.
    private static uint CountProxyDatagram(ReadOnlySpan<byte> payload, PacketCounts counts)
    {
        var isV2 = ProxyProtocol.VersionAt(payload) == 2;
        counts.ProxyV2 += isV2 ? 1 : 0;
        return isV2 ? Bit(NoteworthyReason.ProxyProtocol) : Nothing;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static uint CountOther(ref DissectedPacket found, PacketCounts counts)
    {
        switch (found.Protocol)
        {
            case IpProtocol.Rsvp:
                counts.Rsvp++;
                break;
            case IpProtocol.Pgm:
                counts.Pgm++;
                break;
            case IpProtocol.Hip:
                counts.Hip++;
                return Bit(NoteworthyReason.Hip);
            case IpProtocol.Igmp when found.IsIpv4:
                CountIgmp(ref found, counts);
                break;
            case IpProtocol.IcmpV6 when found.IsIpv6:
                CountIcmpV6(ref found, counts);
                break;
        }

        return Nothing;
    }

    private static void CountIgmp(ref DissectedPacket found, PacketCounts counts)
    {
        var octets = found.Transport;
        if (octets.Length < IgmpMessage.Least(octets))
        {
            ReportShort(ref found);
            return;
        }

        var message = new IgmpMessage(octets);
        counts.Mrd += message.IsMulticastRouterDiscovery ? 1 : 0;
        counts.Igmp += message.Version > 0 ? 1 : 0;
    }

    private static void CountIcmpV6(ref DissectedPacket found, PacketCounts counts)
    {
        var octets = found.Transport;
        if (octets.Length < IcmpMessage.Least(octets))
        {
            ReportShort(ref found);
            return;
        }

        var message = new IcmpMessage(octets, isV6: true);
        counts.Mld += message.IsMulticastListener ? 1 : 0;
        counts.Mrd += message.IsMulticastRouterDiscovery ? 1 : 0;
    }

    private static void ReportShort(ref DissectedPacket found)
    {
        if (!found.IsCut && !found.HasMoreFragments)
        {
            found.Report(DissectionProblem.TransportHeader);
        }
    }
}
