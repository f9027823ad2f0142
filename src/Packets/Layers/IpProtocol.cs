namespace RouterAlertAssurance.Packets.Layers;

/// <summary>Protocol numbers of IP that are looked into (IANA, "Assigned Internet Protocol Numbers").</summary>
public enum IpProtocol : byte
{
    HopByHopOptions = 0,
    Icmp = 1,
    Igmp = 2,
    Ipv4 = 4,
    Tcp = 6,
    Udp = 17,
    Ipv6 = 41,
    RoutingHeader = 43,
    FragmentHeader = 44,
    Rsvp = 46,
    Gre = 47,
    AuthenticationHeader = 51,
    IcmpV6 = 58,
    NoNextHeader = 59,
    DestinationOptions = 60,
    Pgm = 113,
    Sctp = 132,
    MobilityHeader = 135,
    Hip = 139,
    Shim6 = 140,
}
