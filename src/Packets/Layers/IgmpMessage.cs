using System.Buffers.Binary;

namespace RouterAlertAssurance.Packets.Layers;

/// <summary>What is sent with protocol number 2, by type (IANA, "IGMP Type Numbers").</summary>
public enum IgmpType : byte
{
    MembershipQuery = 0x11,
    MembershipReportV1 = 0x12,
    Dvmrp = 0x13,
    PimV1 = 0x14,
    MembershipReportV2 = 0x16,
    LeaveGroup = 0x17,
    MembershipReportV3 = 0x22,
    RouterAdvertisement = 0x30,
    RouterSolicitation = 0x31,
    RouterTermination = 0x32,
}

/// <summary>An IGMP message of version 1, 2 or 3 (RFC 1112, RFC 2236, RFC 9776), as far as it was captured.</summary>
/// <param name="bytes">From the type on; at least as many octets as <see cref="Least"/> says.</param>
public readonly ref struct IgmpMessage(ReadOnlySpan<byte> bytes)
{
    public const int Header = 8;
    private const int RouterDiscovery = 4;
    private const int QueryV3 = 12;
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>Octets of the shortest message of the type that some octets begin with: 4 of solicitations and terminations of Multicast Router Discovery (RFC 4286, sections 3.2 and 3.3), 8 of others.</summary>
    public static int Least(ReadOnlySpan<byte> bytes) =>
        !bytes.IsEmpty && (IgmpType)bytes[0] is IgmpType.RouterSolicitation or IgmpType.RouterTermination ? RouterDiscovery : Header;

    public IgmpType Type => (IgmpType)_bytes[0];

    /// <summary>Multicast Router Discovery over IPv4 (RFC 4286, section 3).</summary>
    public bool IsMulticastRouterDiscovery => Type is >= IgmpType.RouterAdvertisement and <= IgmpType.RouterTermination;

    /// <summary>Version of the protocol; 0 for what only shares the number. A query tells its version by length and maximum response time (RFC 9776, section 7.1).</summary>
    public int Version => Type switch
    {
        IgmpType.MembershipQuery => _bytes.Length >= QueryV3 ? 3 : _bytes[1] == 0 ? 1 : 2,
        IgmpType.MembershipReportV1 => 1,
        IgmpType.MembershipReportV2 or IgmpType.LeaveGroup => 2,
        IgmpType.MembershipReportV3 => 3,
        _ => 0,
    };

    /// <summary>The group as a number; 0 in a general query, in a version 3 report, whose records have groups of their own, and in Multicast Router Discovery.</summary>
    public uint Group => Type == IgmpType.MembershipReportV3 || IsMulticastRouterDiscovery ? 0 : BinaryPrimitives.ReadUInt32BigEndian(_bytes[4..]);

    /// <summary>How many group records a version 3 report says it has; 0 for other messages.</summary>
    public int GroupRecords => Type == IgmpType.MembershipReportV3 ? BinaryPrimitives.ReadUInt16BigEndian(_bytes[6..]) : 0;
}
