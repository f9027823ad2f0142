namespace RouterAlertAssurance.Packets.Live;

/// <summary>What the kernel lets through to a ring of all interfaces (<see cref="PacketRing.OpenAll"/>) that looks for Router Alert.</summary>
public static class RouterAlertFilter
{
    // Where the filter finds the EtherType of what it sees (linux/filter.h: SKF_AD_OFF + SKF_AD_PROTOCOL).
    private const uint Protocol = 0xFFFF_F000;
    private const ushort LoadHalf = 0x28;
    private const ushort LoadOctet = 0x30;
    private const ushort And = 0x54;
    private const ushort IsEqual = 0x15;
    private const ushort IsGreater = 0x25;
    private const ushort Return = 0x06;

    /// <summary>
    /// IPv4 packets with a header longer than 20 octets, and IPv6 packets whose first header is Hop-by-Hop Options: whatever may carry the option
    /// (RFC 2113, RFC 2711), and little else. Packets begin with the network header.
    /// </summary>
    /// <param name="most">Octets of each packet that are handed over at most.</param>
    public static IReadOnlyList<BpfInstruction> FromNetworkHeader(uint most) =>
    [
        new(LoadHalf, 0, 0, Protocol),
        new(IsEqual, 0, 3, 0x0800),
        new(LoadOctet, 0, 0, 0),
        new(And, 0, 0, 0x0F),
        new(IsGreater, 3, 4, 5),
        new(IsEqual, 0, 3, 0x86DD),
        new(LoadOctet, 0, 0, 6),
        new(IsEqual, 0, 1, 0),
        new(Return, 0, 0, most),
        new(Return, 0, 0, 0),
    ];
}
