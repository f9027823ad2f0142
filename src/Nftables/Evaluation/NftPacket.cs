using RouterAlertAssurance.Packets.Dissection;
using RouterAlertAssurance.Packets.Files;
using RouterAlertAssurance.Packets.Layers;

namespace RouterAlertAssurance.Nftables.Evaluation;

/// <summary>A packet on its way through a router.</summary>
/// <param name="Octets">The packet from its IP header on; not to be changed.</param>
/// <param name="Input">The interface it came in by.</param>
/// <param name="Output">The interface it goes out by; empty before it was routed.</param>
public sealed record NftPacket(byte[] Octets, string Input, string Output)
{
    public bool IsIpv6 => Octets[0] >> 4 == 6;

    /// <summary>The transport protocol, behind all extension headers.</summary>
    public int Protocol => Dissect().Protocol is var protocol ? (int)protocol : 0;

    /// <summary>
    /// Where the transport header begins, or what the kernel takes for it: of a later fragment it reads ports out of whatever stands there (measured with
    /// Linux 6.18).
    /// </summary>
    public int TransportOffset => Dissect().TransportOffset;

    /// <summary>The bits of a header, from the first one on; null where they are not in the packet.</summary>
    public UInt128? Bits(int start, int offset, int length)
    {
        if (start < 0 || length is <= 0 or > 128 || offset < 0 || (start * 8L) + offset + length > Octets.Length * 8L)
        {
            return null;
        }

        UInt128 value = 0;
        for (var bit = (start * 8) + offset; bit < (start * 8) + offset + length; bit++)
        {
            value = (value << 1) | (uint)((Octets[bit >> 3] >> (7 - (bit & 7))) & 1);
        }

        return value;
    }

    /// <summary>The packet with other bits.</summary>
    public NftPacket With(int start, int offset, int length, UInt128 value)
    {
        var octets = (byte[])Octets.Clone();
        for (var bit = (start * 8) + offset + length - 1; bit >= (start * 8) + offset; bit--, value >>= 1)
        {
            var mask = (byte)(0x80 >> (bit & 7));
            octets[bit >> 3] = (byte)((octets[bit >> 3] & ~mask) | ((value & 1) != 0 ? mask : 0));
        }

        return this with { Octets = octets };
    }

    /// <summary>Whether an IPv4 header's checksum is right; true for IPv6, which has none (RFC 791, section 3.1).</summary>
    public bool HasRightChecksum() => IsIpv6 || InternetChecksum.Of(Octets.AsSpan(0, Math.Min((Octets[0] & 15) * 4, Octets.Length))) == 0;

    /// <summary>What the packet is.</summary>
    public DissectedPacket Dissect()
    {
        Dissector.Dissect(LinkType.Raw, Octets, Octets.Length, out var found);
        return found;
    }

    /// <summary>Whether an IPv6 packet has an extension header before its transport header.</summary>
    public bool HasExtension(IpProtocol header)
    {
        if (!IsIpv6)
        {
            return false;
        }

        var (next, at) = ((IpProtocol)Octets[6], 40);
        while (next is IpProtocol.HopByHopOptions or IpProtocol.RoutingHeader or IpProtocol.FragmentHeader or IpProtocol.DestinationOptions or IpProtocol.MobilityHeader)
        {
            if (next == header)
            {
                return true;
            }

            if (at + 8 > Octets.Length)
            {
                return false;
            }

            var length = next == IpProtocol.FragmentHeader ? 8 : (Octets[at + 1] + 1) * 8;
            next = (IpProtocol)Octets[at];
            at += length;
        }

        return false;
    }
}
