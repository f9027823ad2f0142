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

    /// <summary>Behind another option (IPv4).</summary>
    BehindOption,

    /// <summary>In a fragment that is not the first, where no transport header is (IPv4).</summary>
    LaterFragment,

    /// <summary>Of length 6 (IPv4): no Router Alert by RFC 2113, but one for Linux.</summary>
    WrongLength,

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

    /// <summary>The packets for protocols of interest and others: each form of each protocol, in the families it is one of.</summary>
    public static ImmutableArray<AuditPacket> Set(IReadOnlyCollection<AuditProtocol> protocols) =>
    [
        .. from protocol in protocols
           where protocol.IsOfIpv4
           from form in Enum.GetValues<RouterAlertForm>()
           select Ipv4(protocol, form),
        .. from protocol in protocols
           where protocol.IsOfIpv6
           from form in (RouterAlertForm[])[RouterAlertForm.Usual, RouterAlertForm.OtherValue, RouterAlertForm.BehindPadding, RouterAlertForm.None]
           select Ipv6(protocol, form),
    ];

    private static AuditPacket Ipv4(AuditProtocol protocol, RouterAlertForm form)
    {
        byte[] options = form switch
        {
            RouterAlertForm.Usual or RouterAlertForm.LaterFragment => [0x94, 4, 0, 0],
            RouterAlertForm.OtherValue => [0x94, 4, 0, 1],
            RouterAlertForm.BehindPadding => [1, 1, 1, 1, 0x94, 4, 0, 0],
            RouterAlertForm.BehindOption => [0x07, 7, 4, 0, 0, 0, 0, 0x94, 4, 0, 0, 0],
            RouterAlertForm.WrongLength => [0x94, 6, 0, 0, 0, 0, 0, 0],
            _ => [],
        };
        var header = 20 + options.Length;
        byte[] packet = [(byte)(0x40 | (header / 4)), 0, 0, 0, 0, 1, 0, 0, 64, (byte)protocol.Number, 0, 0, 192, 0, 2, 1, 198, 51, 100, 2, .. options, .. Payload(protocol)];
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)packet.Length);
        packet[7] = (byte)(form == RouterAlertForm.LaterFragment ? 2 : 0);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(10), InternetChecksum.Of(packet.AsSpan(0, header)));
        return new(false, protocol, form, packet);
    }

    private static AuditPacket Ipv6(AuditProtocol protocol, RouterAlertForm form)
    {
        var next = (byte)protocol.Number;
        var (usual, other) = next == (byte)IpProtocol.Rsvp ? ((byte)1, (byte)0) : ((byte)0, (byte)1);
        byte[] headers = form switch
        {
            RouterAlertForm.Usual => [next, 0, 5, 2, 0, usual, 1, 0],
            RouterAlertForm.OtherValue => [next, 0, 5, 2, 0, other, 1, 0],
            RouterAlertForm.BehindPadding => [next, 0, 1, 0, 5, 2, 0, usual],
            _ => [],
        };
        byte[] packet =
        [
            0x60, 0, 0, 0, 0, (byte)(headers.Length + PayloadLength), headers.Length > 0 ? (byte)0 : next, 64,
            0x20, 1, 0x0D, 0xB8, .. new byte[11], 1, 0x20, 1, 0x0D, 0xB8, .. new byte[11], 2, .. headers, .. Payload(protocol),
        ];
        return new(true, protocol, form, packet);
    }

    // Enough of a UDP or TCP header for what rules ask of ports and flags; of MLD, a report of version 2.
    private static byte[] Payload(AuditProtocol protocol) => protocol switch
    {
        { Number: (int)IpProtocol.Udp } => [0x80, 0, 0x80, 1, 0, PayloadLength, .. new byte[10]],
        { IsMld: true } => [143, .. new byte[15]],
        _ => [0x80, 0, 0x80, 1, .. new byte[8], 0x50, 2, 0, 0],
    };
}
