namespace RouterAlertAssurance.Packets.Inspection;

/// <summary>How many packets there were, and how many of them of each kind. A packet counts once for each kind that it is of.</summary>
public sealed class PacketCounts
{
    /// <summary>Frames.</summary>
    public long Packets { get; internal set; }

    public long Ipv4 { get; internal set; }

    public long Ipv6 { get; internal set; }

    /// <summary>IPv4 packets with a well-formed Router Alert (RFC 2113), of whatever value.</summary>
    public long RouterAlertIpv4 { get; internal set; }

    /// <summary>IPv6 packets with a well-formed Router Alert in the first Hop-by-Hop Options header (RFC 2711), of whatever value.</summary>
    public long RouterAlertIpv6 { get; internal set; }

    /// <summary>Packets with a Router Alert of a wrong length, in a wrong place, or behind the end of the options.</summary>
    public long RouterAlertMalformed { get; internal set; }

    /// <summary>TCP segments with the URG flag.</summary>
    public long TcpUrg { get; internal set; }

    /// <summary>TCP segments with an urgent pointer other than 0, with the flag or without.</summary>
    public long TcpUrgentPointerNonZero { get; internal set; }

    /// <summary>TCP segments with SYN and an option of kind 253 or 254.</summary>
    public long TcpSynExperimentalOption { get; internal set; }

    public long HttpXForwardedFor { get; internal set; }

    public long HttpForwarded { get; internal set; }

    public long ProxyV1 { get; internal set; }

    public long ProxyV2 { get; internal set; }

    /// <summary>HIP as a protocol of IP or over UDP.</summary>
    public long Hip { get; internal set; }

    public long Rsvp { get; internal set; }

    public long Pgm { get; internal set; }

    /// <summary>IGMP of version 1, 2 or 3; what only shares its protocol number (DVMRP, PIM version 1, MRD) is not in it.</summary>
    public long Igmp { get; internal set; }

    public long Mld { get; internal set; }

    /// <summary>Multicast Router Discovery, of IPv4 and IPv6.</summary>
    public long Mrd { get; internal set; }

    public long NetflowV5 { get; internal set; }

    public long NetflowV9 { get; internal set; }

    public long Ipfix { get; internal set; }

    /// <summary>Packets that contradict themselves in a header that was looked at.</summary>
    public long Malformed { get; internal set; }

    /// <summary>Counts what another counted too.</summary>
    internal void Add(PacketCounts other)
    {
        Packets += other.Packets;
        Ipv4 += other.Ipv4;
        Ipv6 += other.Ipv6;
        RouterAlertIpv4 += other.RouterAlertIpv4;
        RouterAlertIpv6 += other.RouterAlertIpv6;
        RouterAlertMalformed += other.RouterAlertMalformed;
        TcpUrg += other.TcpUrg;
        TcpUrgentPointerNonZero += other.TcpUrgentPointerNonZero;
        TcpSynExperimentalOption += other.TcpSynExperimentalOption;
        HttpXForwardedFor += other.HttpXForwardedFor;
        HttpForwarded += other.HttpForwarded;
        ProxyV1 += other.ProxyV1;
        ProxyV2 += other.ProxyV2;
        Hip += other.Hip;
        Rsvp += other.Rsvp;
        Pgm += other.Pgm;
        Igmp += other.Igmp;
        Mld += other.Mld;
        Mrd += other.Mrd;
        NetflowV5 += other.NetflowV5;
        NetflowV9 += other.NetflowV9;
        Ipfix += other.Ipfix;
        Malformed += other.Malformed;
    }
}
