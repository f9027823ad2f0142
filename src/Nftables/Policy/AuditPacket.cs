using System.Buffers.Binary;
using System.Collections.Immutable;
using RouterAlertAssurance.Packets.Layers;

namespace RouterAlertAssurance.Nftables.Policy;

/// <summary>How a packet carries Router Alert: rulesets often see one form and miss the others.</summary>
public enum RouterAlertForm
{
    /// <summary>Value 0 (of RSVP over IPv6: 1, RFC 2711), the first option (IPv4); right behind the header's length (IPv6).</summary>
    Usual,

    /// <summary>Value 1 (of RSVP over IPv6: 0).</summary>
    OtherValue,

    /// <summary>Behind padding: NOP (IPv4), PadN (IPv6).</summary>
    BehindPadding,

    /// <summary>Behind another option.</summary>
    BehindOption,

    /// <summary>In the first fragment of a packet, which has the transport header.</summary>
    FirstFragment,

    /// <summary>In a fragment that is not the first, where no transport header is.</summary>
    LaterFragment,

    /// <summary>Longer than it may be: of length 6 (IPv4), no Router Alert by RFC 2113, but one for Linux; of length 4 (IPv6, RFC 2711), which Linux drops by itself.</summary>
    WrongLength,

    /// <summary>Shorter than it may be: of length 3 (IPv4), which Linux drops by itself where it routes.</summary>
    ShortLength,

    /// <summary>No Router Alert at all, for comparison.</summary>
    None,
}

/// <summary>A packet that a ruleset is tried with.</summary>
/// <param name="IsIpv6">Its family.</param>
/// <param name="Protocol">Its transport protocol.</param>
/// <param name="Form">How it carries Router Alert.</param>
/// <param name="Octets">It, from the IP header on, with a right checksum.</param>
public sealed record AuditPacket(bool IsIpv6, AuditProtocol Protocol, RouterAlertForm Form, byte[] Octets)
{
    private const int PayloadLength = 16;

    // The flag of RFC 791, section 3.1, in the octet that it is in.
    private const byte MoreFragments = 0x20;

    /// <summary>The packets for protocols of interest and others: each form of each protocol, in the families it is one of. Later fragments of ICMPv6 do not tell whether they are of MLD.</summary>
    public static ImmutableArray<AuditPacket> Set(IReadOnlyCollection<AuditProtocol> protocols) =>
    [
        .. from protocol in protocols
           where protocol.IsOfIpv4
           from form in Enum.GetValues<RouterAlertForm>()
           select Ipv4(protocol, form),
        .. from protocol in protocols
           where protocol.IsOfIpv6
           from form in Enum.GetValues<RouterAlertForm>()
           where form != RouterAlertForm.ShortLength && (form != RouterAlertForm.LaterFragment || !protocol.IsMld)
           select Ipv6(protocol, form),
    ];

    /// <summary>The packet of a class, with the option in its usual form.</summary>
    public static AuditPacket Of(bool isIpv6, AuditProtocol protocol, AuditClass part) => isIpv6 ? Ipv6(protocol, RouterAlertForm.Usual, part) : Ipv4(protocol, RouterAlertForm.Usual, part);

    private static AuditPacket Ipv4(AuditProtocol protocol, RouterAlertForm form, AuditClass? part = null)
    {
        byte[] options = form switch
        {
            RouterAlertForm.Usual or RouterAlertForm.FirstFragment or RouterAlertForm.LaterFragment => [0x94, 4, .. Value(part, 0)],
            RouterAlertForm.OtherValue => [0x94, 4, 0, 1],
            RouterAlertForm.BehindPadding => [1, 1, 1, 1, 0x94, 4, 0, 0],
            RouterAlertForm.BehindOption => [0x07, 7, 4, 0, 0, 0, 0, 0x94, 4, 0, 0, 0],
            RouterAlertForm.WrongLength => [0x94, 6, 0, 0, 0, 0, 0, 0],
            RouterAlertForm.ShortLength => [0x94, 3, 0, 0],
            _ => [],
        };
        var header = 20 + options.Length;
        byte[] packet =
        [
            (byte)(0x40 | (header / 4)), 0, 0, 0, 0, 1, 0, 0, 64, (byte)protocol.Number, 0, 0, 192, 0, 2, 1, 198, 51, 100, 2, .. options, .. Payload(protocol, false, part),
        ];
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)packet.Length);
        (packet[6], packet[7]) = form switch
        {
            RouterAlertForm.FirstFragment => (MoreFragments, (byte)0),
            RouterAlertForm.LaterFragment => ((byte)0, (byte)2),
            _ => ((byte)0, (byte)0),
        };
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(10), InternetChecksum.Of(packet.AsSpan(0, header)));
        return new(false, protocol, form, packet);
    }

    private static AuditPacket Ipv6(AuditProtocol protocol, RouterAlertForm form, AuditClass? part = null)
    {
        var next = (byte)protocol.Number;
        var (usual, other) = next == (byte)IpProtocol.Rsvp ? ((byte)1, (byte)0) : ((byte)0, (byte)1);
        const byte fragment = (byte)IpProtocol.FragmentHeader;
        byte[] headers = form switch
        {
            RouterAlertForm.Usual => [next, 0, 5, 2, .. Value(part, usual), 1, 0],
            RouterAlertForm.OtherValue => [next, 0, 5, 2, 0, other, 1, 0],
            RouterAlertForm.BehindPadding => [next, 0, 1, 0, 5, 2, 0, usual],
            // An option that nobody knows and that is skipped then (RFC 4727, section 4.1), without data.
            RouterAlertForm.BehindOption => [next, 0, 0x1E, 0, 5, 2, 0, usual],
            RouterAlertForm.FirstFragment => [fragment, 0, 5, 2, 0, usual, 1, 0, next, 0, 0, 1, 0, 0, 0, 1],
            RouterAlertForm.LaterFragment => [fragment, 0, 5, 2, 0, usual, 1, 0, next, 0, 0, 16, 0, 0, 0, 1],
            RouterAlertForm.WrongLength => [next, 0, 5, 4, 0, usual, 0, 0],
            _ => [],
        };
        var payload = Payload(protocol, true, part);
        byte[] packet =
        [
            0x60, 0, 0, 0, 0, (byte)(headers.Length + payload.Length), headers.Length > 0 ? (byte)0 : next, 64,
            0x20, 1, 0x0D, 0xB8, .. new byte[11], 1, 0x20, 1, 0x0D, 0xB8, .. new byte[11], 2, .. headers, .. payload,
        ];
        return new(true, protocol, form, packet);
    }

    private static byte[] Value(AuditClass? part, byte usual) => part is { Kind: AuditClassKind.Value, Number: var value } ? [(byte)(value >> 8), (byte)value] : [0, usual];

    // Enough of a UDP or TCP header for what rules ask of ports and flags; of MLD, a report of version 2; of RSVP, a Path message that begins with its session.
    private static byte[] Payload(AuditProtocol protocol, bool isIpv6, AuditClass? part) => protocol switch
    {
        { Number: (int)IpProtocol.Udp } => [0x80, 0, .. Port(part), 0, PayloadLength, .. new byte[10]],
        { Number: (int)IpProtocol.Rsvp } => Rsvp(isIpv6, part),
        { IsMld: true } => [143, .. new byte[15]],
        _ => [0x80, 0, .. Port(part), .. new byte[8], 0x50, 2, 0, 0],
    };

    private static byte[] Port(AuditClass? part) => part is { Kind: AuditClassKind.Port, Number: var port } ? [(byte)(port >> 8), (byte)port] : [0x80, 1];

    private static byte[] Rsvp(bool isIpv6, AuditClass? part)
    {
        var (session, length) = (part?.Kind, isIpv6) switch
        {
            (AuditClassKind.RsvpTe, false) => (RsvpSession.LspTunnelIpv4, 16),
            (AuditClassKind.RsvpTe, true) => (RsvpSession.LspTunnelIpv6, 40),
            (AuditClassKind.RsvpAggregate, false) => (RsvpSession.AggregateIpv4, 12),
            (AuditClassKind.RsvpAggregate, true) => (RsvpSession.AggregateIpv6, 24),
            (_, false) => (RsvpSession.Ipv4, 12),
            _ => (RsvpSession.Ipv6, 24),
        };
        return [0x10, 1, 0, 0, 64, 0, 0, (byte)(RsvpMessage.Header + length), 0, (byte)length, 1, (byte)session, .. new byte[length - 4]];
    }
}
