using System.Buffers.Binary;
using System.Net;
using RouterAlertAssurance.Packets.Dissection;
using RouterAlertAssurance.Packets.Files;
using RouterAlertAssurance.Packets.Layers;
using RouterAlertAssurance.Packets.RouterAlert;
using RouterAlertAssurance.Probes.Marks;

namespace RouterAlertAssurance.Probes.Locating;

/// <summary>What a router tells of a packet whose TTL ran out there (ICMP Time Exceeded, RFC 792; ICMPv6, RFC 4443, section 3.3).</summary>
/// <param name="Router">Who tells it.</param>
/// <param name="Identification">Of the quoted IPv4 header; 0 for IPv6.</param>
/// <param name="Mark">The mark in the quoted packet; null when the quote does not reach that far.</param>
/// <param name="HasOption">Whether the quoted header has Router Alert.</param>
/// <param name="IsChecksumRight">
/// Whether the quoted IPv4 header has a right checksum; true for IPv6, which has none, and where the options end before the header does: Linux clears what is behind their end before it
/// quotes, and counts the checksum anew only when it sends the packet on.
/// </param>
internal readonly record struct IcmpQuote(IPAddress Router, ushort Identification, ProbeMark? Mark, bool HasOption, bool IsChecksumRight)
{
    /// <summary>The message as it came; null when it was not kept.</summary>
    public SeenPacket? Message { get; init; }

    private const int SmallestIpv4Header = 20;

    /// <summary>Reads a message.</summary>
    /// <param name="packet">From the IP header on.</param>
    /// <param name="source">Where the quoted packet must have come from.</param>
    /// <param name="destination">Where it must have gone.</param>
    /// <param name="nonce">Of the packets that are looked for.</param>
    /// <param name="signer">Knows forged marks.</param>
    /// <param name="quote">What it tells.</param>
    /// <returns>False when it is something else, or quotes a packet of somebody else.</returns>
    public static bool TryRead(ReadOnlySpan<byte> packet, IPAddress source, IPAddress destination, ulong nonce, MarkSigner signer, out IcmpQuote quote)
    {
        quote = default;
        Dissector.Dissect(LinkType.Raw, packet, packet.Length, out var outer);
        if (outer.Protocol is not (IpProtocol.Icmp or IpProtocol.IcmpV6) || outer.Transport.Length < IcmpMessage.Header)
        {
            return false;
        }

        var message = new IcmpMessage(outer.Transport, outer.IsIpv6);
        if (!message.IsTimeExceeded || message.Code != 0)
        {
            return false;
        }

        // A quote ends where the router left off, which is no fault of the packet.
        Dissector.Dissect(LinkType.Raw, message.Quoted, int.MaxValue, out var inner);
        return Belongs(inner, source, destination) && Read(outer.Source, message.Quoted, inner, nonce, signer, out quote);
    }

    private static bool Belongs(DissectedPacket inner, IPAddress source, IPAddress destination) =>
        inner.Source.SequenceEqual(source.GetAddressBytes()) && inner.Destination.SequenceEqual(destination.GetAddressBytes());

    private static bool Read(ReadOnlySpan<byte> router, ReadOnlySpan<byte> quoted, DissectedPacket inner, ulong nonce, MarkSigner signer, out IcmpQuote quote)
    {
        ProbeMark? mark = ProbeMark.TryRead(inner.Transport, nonce, signer, out var found) ? found : null;
        var (identification, isRight) = inner.IsIpv4 && quoted.Length >= SmallestIpv4Header
            ? (BinaryPrimitives.ReadUInt16BigEndian(quoted[4..]), IsRight(quoted[..Math.Min((quoted[0] & 0x0F) * 4, quoted.Length)]))
            : ((ushort)0, true);
        quote = new(new IPAddress(router), identification, mark, inner.RouterAlert == RouterAlertState.Present, isRight);
        return mark is not null || inner.IsIpv4;
    }

    private static bool IsRight(ReadOnlySpan<byte> header)
    {
        var options = new Ipv4Options(header.Length > SmallestIpv4Header ? header[SmallestIpv4Header..] : default);
        while (options.MoveNext())
        {
            // To the end of the list.
        }

        return InternetChecksum.Of(header) == 0 || (header.Length > SmallestIpv4Header && options.Type == Ipv4Options.EndOfOptions);
    }
}
