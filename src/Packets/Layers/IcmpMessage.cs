namespace RouterAlertAssurance.Packets.Layers;

/// <summary>An ICMP message (RFC 792) or one of ICMPv6 (RFC 4443), as far as it was captured.</summary>
/// <param name="bytes">From the type on; at least as many octets as <see cref="Least"/> says.</param>
/// <param name="isV6">Whether it is of ICMPv6.</param>
public readonly ref struct IcmpMessage(ReadOnlySpan<byte> bytes, bool isV6)
{
    public const int Header = 8;
    private const byte RouterSolicitation = 152, RouterTermination = 153;
    private const int RouterDiscovery = 4;
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>
    /// Octets of the shortest message of the type that some octets of ICMPv6 begin with: 4 of solicitations and terminations of Multicast Router Discovery (RFC 4286, sections
    /// 3.2 and 3.3), 8 of others.
    /// </summary>
    public static int Least(ReadOnlySpan<byte> bytes) => !bytes.IsEmpty && bytes[0] is RouterSolicitation or RouterTermination ? RouterDiscovery : Header;

    public byte Type => _bytes[0];

    public byte Code => _bytes[1];

    public bool IsTimeExceeded => Type == (isV6 ? 3 : 11);

    /// <summary>Whether it tells of a packet that it quotes.</summary>
    public bool IsError => isV6 ? Type < 128 : Type is 3 or 4 or 5 or 11 or 12;

    /// <summary>The beginning of the packet that an error tells of, from its IP header on; empty for other messages.</summary>
    public ReadOnlySpan<byte> Quoted => IsError ? _bytes[Header..] : default;

    /// <summary>Query, report or done of Multicast Listener Discovery (RFC 2710, RFC 3810).</summary>
    public bool IsMulticastListener => isV6 && Type is 130 or 131 or 132 or 143;

    /// <summary>Multicast Router Discovery over ICMPv6 (RFC 4286, section 3).</summary>
    public bool IsMulticastRouterDiscovery => isV6 && Type is >= 151 and <= 153;
}
