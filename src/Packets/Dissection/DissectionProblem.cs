namespace RouterAlertAssurance.Packets.Dissection;

/// <summary>The first thing in a packet that contradicts itself or its protocol; what a capture cut off is none.</summary>
public enum DissectionProblem : byte
{
    None,

    /// <summary>The version is not the one that the frame says it carries.</summary>
    IpVersion,

    /// <summary>An IPv4 header of fewer than 20 octets, or longer than the packet.</summary>
    Ipv4HeaderLength,

    /// <summary>An IPv4 packet shorter than its header, or longer than what came on the wire.</summary>
    IpLength,

    /// <summary>An IPv4 option without a length, or with one that does not fit.</summary>
    Ipv4Option,

    /// <summary>An option of an IPv6 extension header that does not fit.</summary>
    Ipv6Option,

    /// <summary>An IPv6 extension header longer than the packet.</summary>
    Ipv6ExtensionHeader,

    /// <summary>A Hop-by-Hop Options header that is not the first (RFC 8200, section 4.1).</summary>
    Ipv6ExtensionOrder,

    /// <summary>A Router Alert of a wrong length.</summary>
    RouterAlertLength,

    /// <summary>A transport header that is not all there, though the packet was captured whole.</summary>
    TransportHeader,

    /// <summary>A TCP header of fewer than 20 octets, or longer than the packet.</summary>
    TcpHeaderLength,

    /// <summary>A TCP option that does not fit.</summary>
    TcpOption,

    /// <summary>A UDP length below 8, or longer than the packet.</summary>
    UdpLength,
}
