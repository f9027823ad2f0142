using RouterAlertAssurance.Packets.Layers;
using RouterAlertAssurance.Packets.RouterAlert;

namespace RouterAlertAssurance.Packets.Dissection;

/// <summary>
/// What <see cref="Dissector"/> found in one frame: places and facts of its outermost IP packet, nothing copied. Valid as long as the frame is.
/// </summary>
public ref struct DissectedPacket
{
    /// <summary>The frame, as far as it was captured.</summary>
    public ReadOnlySpan<byte> Frame { get; internal set; }

    /// <summary>What the frame carries.</summary>
    public EtherType Network { get; internal set; }

    /// <summary>Where the IP header begins.</summary>
    public int NetworkOffset { get; internal set; }

    /// <summary>Where the IP packet ends: by its own length, no further than was captured.</summary>
    public int End { get; internal set; }

    /// <summary>The transport protocol, behind all extension headers.</summary>
    public IpProtocol Protocol { get; internal set; }

    /// <summary>Where the transport header begins; not beyond <see cref="End"/>.</summary>
    public int TransportOffset { get; internal set; }

    /// <summary>Whether the packet goes on behind what was captured.</summary>
    public bool IsCut { get; internal set; }

    /// <summary>Place of this fragment in its packet, in octets; 0 for the first one and for whole packets.</summary>
    public int FragmentOffset { get; internal set; }

    public bool HasMoreFragments { get; internal set; }

    /// <summary>Whether an IPv4 header has options, or an IPv6 packet a Hop-by-Hop Options header.</summary>
    public bool HasOptions { get; internal set; }

    public RouterAlertState RouterAlert { get; internal set; }

    /// <summary>Value of the option; meaningful only when it is <see cref="RouterAlertState.Present"/>, <see cref="RouterAlertState.Misplaced"/> or <see cref="RouterAlertState.Hidden"/>.</summary>
    public ushort RouterAlertValue { get; internal set; }

    /// <summary>Whether a well-formed option follows the one that routers go by, in whatever header (RFC 2711, section 2.1, forbids it).</summary>
    public bool IsRouterAlertRepeated { get; internal set; }

    public DissectionProblem Problem { get; internal set; }

    public readonly bool IsIpv4 => Network == EtherType.Ipv4;

    public readonly bool IsIpv6 => Network == EtherType.Ipv6;

    /// <summary>Whether the transport header is in this packet: it is whole, or the first fragment.</summary>
    public readonly bool IsFirstFragment => FragmentOffset == 0;

    /// <summary>The transport header and what follows, of a first fragment; empty when there is none.</summary>
    public readonly ReadOnlySpan<byte> Transport => FragmentOffset == 0 ? Frame[TransportOffset..End] : default;

    /// <summary>The sender's address: 4 or 16 octets, fewer where they were not captured.</summary>
    public readonly ReadOnlySpan<byte> Source => Address(IsIpv4 ? 12 : 8);

    /// <summary>The receiver's address: 4 or 16 octets, fewer where they were not captured.</summary>
    public readonly ReadOnlySpan<byte> Destination => Address(IsIpv4 ? 16 : 24);

    internal void Report(DissectionProblem problem)
    {
        if (Problem == DissectionProblem.None)
        {
            Problem = problem;
        }
    }

    private readonly ReadOnlySpan<byte> Address(int place)
    {
        var first = Math.Min(NetworkOffset + place, Frame.Length);
        return Frame[first..Math.Min(first + (IsIpv4 ? 4 : 16), Frame.Length)];
    }
}
