namespace RouterAlertAssurance.Packets.Live;

/// <summary>What the kernel lets through to a ring of all interfaces (<see cref="PacketRing.OpenAll"/>) that looks for Router Alert.</summary>
public static class RouterAlertFilter
{
    // Where the filter finds what is known of a packet beside its octets (linux/filter.h: SKF_AD_OFF with SKF_AD_PROTOCOL and SKF_AD_PKTTYPE).
    private const uint Protocol = 0xFFFF_F000;
    private const uint Direction = 0xFFFF_F004;
    private const ushort LoadHalf = 0x28;
    private const ushort LoadOctet = 0x30;
    private const ushort And = 0x54;
    private const ushort IsEqual = 0x15;
    private const ushort IsGreater = 0x25;
    private const ushort Return = 0x06;

    // linux/if_packet.h: above it are packets for another machine, and those that leave.
    private const uint LastIncoming = 2;

    /// <summary>
    /// IPv4 packets with a header longer than 20 octets, and IPv6 packets whose first header is Hop-by-Hop Options: whatever may carry the option
    /// (RFC 2113, RFC 2711), and little else. Of packets that come in also those that should and cannot: IGMP without IPv4 options, and the messages of ICMPv6 for MLD (130 to
    /// 132, 143) and Multicast Router Discovery (151 to 153) right behind the IPv6 header. Packets begin with the network header.
    /// </summary>
    /// <param name="most">Octets of each packet that are handed over at most.</param>
    public static IReadOnlyList<BpfInstruction> FromNetworkHeader(uint most) =>
    [
        new(LoadHalf, 0, 0, Protocol),

        // IPv4: with options, or IGMP.
        new(IsEqual, 0, 5, 0x0800),
        new(LoadOctet, 0, 0, 0),
        new(And, 0, 0, 0x0F),
        new(IsGreater, 14, 0, 5),
        new(LoadOctet, 0, 0, 9),
        new(IsEqual, 10, 13, 2),

        // IPv6: Hop-by-Hop Options, or a type of ICMPv6.
        new(IsEqual, 0, 12, 0x86DD),
        new(LoadOctet, 0, 0, 6),
        new(IsEqual, 9, 0, 0),
        new(IsEqual, 0, 9, 58),
        new(LoadOctet, 0, 0, 40),
        new(IsEqual, 4, 0, 143),
        new(IsGreater, 6, 0, 153),
        new(IsGreater, 2, 0, 150),
        new(IsGreater, 4, 0, 132),
        new(IsGreater, 0, 3, 129),

        // What comes in.
        new(LoadOctet, 0, 0, Direction),
        new(IsGreater, 1, 0, LastIncoming),
        new(Return, 0, 0, most),
        new(Return, 0, 0, 0),
    ];
}
