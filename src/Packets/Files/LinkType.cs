namespace RouterAlertAssurance.Packets.Files;

/// <summary>What a captured frame begins with: the link types of capture files (the registry of the Internet-Draft on pcap, appendix of RFC-to-be "PCAP Capture File Format").</summary>
public enum LinkType
{
    /// <summary>BSD loopback: four octets of address family in the order of the machine that wrote it.</summary>
    Null = 0,

    Ethernet = 1,

    /// <summary>PPP in HDLC-like framing.</summary>
    Ppp = 9,

    /// <summary>An IPv4 or IPv6 packet, whichever its first nibble says; 12 and 14 are the same on some systems.</summary>
    Raw = 101,

    /// <summary>OpenBSD loopback: four octets of address family in network order.</summary>
    Loop = 108,

    /// <summary>Linux "cooked" capture, 16 octets.</summary>
    LinuxSll = 113,

    Ipv4 = 228,

    Ipv6 = 229,

    /// <summary>Linux "cooked" capture with the interface, 20 octets.</summary>
    LinuxSll2 = 276,
}
