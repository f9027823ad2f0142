using System.Runtime.CompilerServices;
using RouterAlertAssurance.Packets.Dissection;
using RouterAlertAssurance.Packets.Layers;

namespace RouterAlertAssurance.Packets.Inspection;

/// <summary>Counts what is above IP.</summary>
internal static class TransportInspector
{
    public const int Nothing = -1;

    /// <summary>Counts a packet.</summary>
    /// <returns>The <see cref="NoteworthyReason"/> it is worth a look for; -1 for none.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Count(ref DissectedPacket found, PacketCounts counts)
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
    private static int CountTcp(ref DissectedPacket found, PacketCounts counts)
    {
        var octets = found.Transport;
        if (octets.Length < TcpSegment.SmallestHeader)
        {
            return CountShortTcp(ref found, octets, counts);
        }

        var segment = new TcpSegment(octets);
        var reason = Nothing;
        var (flags, pointer, header) = (segment.Flags, segment.UrgentPointer, segment.HeaderLength);
        if ((flags & TcpControlBits.Urg) != TcpControlBits.None || pointer != 0)
        {
            reason = CountUrgent(flags, pointer, counts);
        }

        if (header < TcpSegment.SmallestHeader || (header > octets.Length && !found.IsCut))
        {
            found.Report(DissectionProblem.TcpHeaderLength);
            return reason;
        }

        if ((flags & TcpControlBits.Syn) != TcpControlBits.None && header > TcpSegment.SmallestHeader)
        {
            reason = CountOptions(ref found, segment.Options, counts, reason);
        }

        // Both kinds of text begin with a capital letter, the header of version 2 with a carriage return; little else does.
        return header < octets.Length && octets[header] is (>= (byte)'A' and <= (byte)'Z') or (byte)'\r'
            ? CountText(octets[header..], counts, reason)
            : reason;
    }

    // Flags that were captured count, whatever is missing behind them.
    private static int CountShortTcp(ref DissectedPacket found, ReadOnlySpan<byte> octets, PacketCounts counts)
    {
        const int flagsPlace = 13;
        if (!found.IsCut && !found.HasMoreFragments)
        {
            found.Report(DissectionProblem.TransportHeader);
        }

        return octets.Length > flagsPlace && ((TcpControlBits)octets[flagsPlace] & TcpControlBits.Urg) != TcpControlBits.None ? CountUrgent(TcpControlBits.Urg, 0, counts) : Nothing;
    }

    private static int CountUrgent(TcpControlBits flags, ushort pointer, PacketCounts counts)
    {
        var isUrgent = (flags & TcpControlBits.Urg) != TcpControlBits.None;
        counts.TcpUrg += isUrgent ? 1 : 0;
        counts.TcpUrgentPointerNonZero += pointer != 0 ? 1 : 0;
        return (int)(isUrgent ? NoteworthyReason.UrgentData : NoteworthyReason.UrgentPointerWithoutFlag);
    }

    private static int CountOptions(ref DissectedPacket found, TcpOptions options, PacketCounts counts, int reason)
    {
        var isExperimental = false;
        while (options.MoveNext())
        {
            isExperimental |= options.IsExperimental;
        }

        if (options.IsMalformed && !found.IsCut)
        {
            found.Report(DissectionProblem.TcpOption);
        }

        counts.TcpSynExperimentalOption += isExperimental ? 1 : 0;
        return isExperimental ? (int)NoteworthyReason.SynExperimentalOption : reason;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int CountText(ReadOnlySpan<byte> payload, PacketCounts counts, int reason)
    {
        var version = ProxyProtocol.VersionAt(payload);
        if (version > 0)
        {
            counts.ProxyV1 += version == 1 ? 1 : 0;
            counts.ProxyV2 += version == 2 ? 1 : 0;
            reason = (int)NoteworthyReason.ProxyProtocol;
            // The request of the client often comes in the same segment.
            payload = ProxyProtocol.Behind(payload, version);
        }

        if (!HttpHead.IsAt(payload))
        {
            return reason;
        }

        var head = new HttpHead(payload);
        var (isFor, isForwarded) = (head.Has("x-forwarded-for"u8), head.Has("forwarded"u8));
        counts.HttpXForwardedFor += isFor ? 1 : 0;
        counts.HttpForwarded += isForwarded ? 1 : 0;
        return version == 0 && (isFor || isForwarded) ? (int)NoteworthyReason.ForwardedAddress : reason;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int CountUdp(ref DissectedPacket found, PacketCounts counts)
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
    private static int CountZeroFirst(UdpDatagram datagram, ReadOnlySpan<byte> payload, PacketCounts counts)
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
            return isHip ? (int)NoteworthyReason.Hip : Nothing;
        }

        return Nothing;
    }

    // Version 2 also precedes datagrams.
    private static int CountProxyDatagram(ReadOnlySpan<byte> payload, PacketCounts counts)
    {
        var isV2 = ProxyProtocol.VersionAt(payload) == 2;
        counts.ProxyV2 += isV2 ? 1 : 0;
        return isV2 ? (int)NoteworthyReason.ProxyProtocol : Nothing;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int CountOther(ref DissectedPacket found, PacketCounts counts)
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
                return (int)NoteworthyReason.Hip;
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
