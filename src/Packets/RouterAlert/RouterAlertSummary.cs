using System.Globalization;
using System.Net;
using RouterAlertAssurance.Packets.Dissection;
using RouterAlertAssurance.Packets.Files;
using RouterAlertAssurance.Packets.Layers;

namespace RouterAlertAssurance.Packets.RouterAlert;

/// <summary>A packet with Router Alert in words.</summary>
public static class RouterAlertSummary
{
    private const int ShortestIpv4Header = 20;

    /// <summary>Addresses, protocol and option: <c>192.0.2.1 > 224.0.0.22 igmp, Router Alert 0: every router examines the packet (RFC 2113)</c>.</summary>
    /// <param name="packet">From the IP header on, as far as it was captured.</param>
    /// <param name="originalLength">How long it was on the wire.</param>
    /// <returns>A checksum of the IPv4 header that is wrong is told behind it, and of an ICMP error the packet that it quotes.</returns>
    public static string Of(ReadOnlySpan<byte> packet, int originalLength)
    {
        Dissector.Dissect(LinkType.Raw, packet, originalLength, out var found);
        var quoted = found.Protocol is IpProtocol.Icmp or IpProtocol.IcmpV6 && found.IsFirstFragment && found.Transport.Length >= IcmpMessage.Header
            ? new IcmpMessage(found.Transport, found.IsIpv6).Quoted
            : default;
        var checksum = found.IsIpv4 && IsWrong(packet) ? ", checksum of the header wrong" : "";
        return quoted.IsEmpty ? $"{Plain(in found)}{checksum}" : $"{Plain(in found)}{checksum}, quotes {OfQuoted(quoted)}";
    }

    // A quote ends where the router left off, and may be of another quote: one is told.
    private static string OfQuoted(ReadOnlySpan<byte> quoted)
    {
        Dissector.Dissect(LinkType.Raw, quoted, int.MaxValue, out var found);
        return Plain(in found);
    }

    private static string Plain(ref readonly DissectedPacket found)
    {
        var fragment = found.IsFirstFragment ? "" : string.Create(CultureInfo.InvariantCulture, $" fragment at {found.FragmentOffset}");
        return $"{Address(found.Source)} > {Address(found.Destination)} {RouterAlertProtocol.Of(in found)}{fragment}, {OptionOf(in found)}";
    }

    private static bool IsWrong(ReadOnlySpan<byte> packet) =>
        (packet[0] & 0x0F) * 4 is var header && header >= ShortestIpv4Header && header <= packet.Length && InternetChecksum.Of(packet[..header]) != 0;

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
