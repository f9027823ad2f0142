using RouterAlertAssurance.Packets.Dissection;
using RouterAlertAssurance.Packets.Inspection;

namespace RouterAlertAssurance.Cli.Inspection;

/// <summary>Words for what an inspection finds, the same in tables and in JSON.</summary>
internal static class InspectionWords
{
    public static string Of(NoteworthyReason reason) => reason switch
    {
        NoteworthyReason.RouterAlertOverTransport => "Router Alert over a transport protocol",
        NoteworthyReason.RouterAlertUnassignedValue => "Router Alert with an unassigned value",
        NoteworthyReason.RouterAlertWrongLength => "Router Alert of a wrong length",
        NoteworthyReason.RouterAlertMisplaced => "Router Alert in a wrong place",
        NoteworthyReason.RouterAlertHidden => "Router Alert behind the end of the options",
        NoteworthyReason.RouterAlertRepeated => "more than one Router Alert",
        NoteworthyReason.UrgentData => "urgent data",
        NoteworthyReason.UrgentPointerWithoutFlag => "urgent pointer without the flag",
        NoteworthyReason.SynExperimentalOption => "experimental option in a SYN",
        NoteworthyReason.ForwardedAddress => "forwarded address in an HTTP head",
        NoteworthyReason.ProxyProtocol => "PROXY protocol",
        NoteworthyReason.Hip => "Host Identity Protocol",
        _ => "malformed",
    };

    public static string Of(DissectionProblem problem) => problem switch
    {
        DissectionProblem.IpVersion => "the version is not the one that the frame says it carries",
        DissectionProblem.Ipv4HeaderLength => "an IPv4 header of fewer than 20 octets",
        DissectionProblem.IpLength => "the length of the IP packet does not fit its frame",
        DissectionProblem.Ipv4Option => "an IPv4 option does not fit",
        DissectionProblem.Ipv6Option => "an option of an IPv6 extension header does not fit",
        DissectionProblem.Ipv6ExtensionHeader => "an IPv6 extension header does not fit",
        DissectionProblem.Ipv6ExtensionOrder => "a Hop-by-Hop Options header that is not the first",
        DissectionProblem.RouterAlertLength => "a Router Alert of a wrong length",
        DissectionProblem.TransportHeader => "the transport header is not all there",
        DissectionProblem.TcpHeaderLength => "the length of the TCP header does not fit",
        DissectionProblem.TcpOption => "a TCP option does not fit",
        DissectionProblem.UdpLength => "the length of the UDP datagram does not fit",
        _ => "",
    };
}
