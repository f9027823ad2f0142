using System.Globalization;
using System.Net;
using RouterAlertAssurance.Packets.Dissection;
using RouterAlertAssurance.Packets.Files;

namespace RouterAlertAssurance.Packets.RouterAlert;

/// <summary>A packet with Router Alert in words.</summary>
public static class RouterAlertSummary
{
    /// <summary>Addresses, protocol and option: <c>192.0.2.1 > 224.0.0.22 igmp, Router Alert 0: every router examines the packet (RFC 2113)</c>.</summary>
    /// <param name="packet">From the IP header on, as far as it was captured.</param>
    /// <param name="originalLength">How long it was on the wire.</param>
    public static string Of(ReadOnlySpan<byte> packet, int originalLength)
    {
        Dissector.Dissect(LinkType.Raw, packet, originalLength, out var found);
        var fragment = found.IsFirstFragment ? "" : string.Create(CultureInfo.InvariantCulture, $" fragment at {found.FragmentOffset}");
        return $"{Address(found.Source)} > {Address(found.Destination)} {RouterAlertProtocol.Of(in found)}{fragment}, {OptionOf(in found)}";
    }

    private static string OptionOf(ref readonly DissectedPacket found) => found.RouterAlert switch
    {
        RouterAlertState.Present => string.Create(
            CultureInfo.InvariantCulture, $"Router Alert {found.RouterAlertValue}: {RouterAlertValue.Describe(found.IsIpv6, found.RouterAlertValue)}"),
        RouterAlertState.WrongLength => "Router Alert of the wrong length",
        RouterAlertState.Misplaced => "Router Alert in a header where it does not belong",
        RouterAlertState.Hidden => "Router Alert behind End of Options",
        _ => "no Router Alert",
    };

    private static string Address(ReadOnlySpan<byte> octets) => octets.Length is 4 or 16 ? new IPAddress(octets).ToString() : "?";
}
