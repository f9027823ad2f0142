using System.Runtime.CompilerServices;
using RouterAlertAssurance.Packets.Files;
using RouterAlertAssurance.Packets.Layers;

namespace RouterAlertAssurance.Packets.Dissection;

/// <summary>
/// Looks into a frame: link layer, IP with options and extension headers, up to the transport header. Reads what is there and believes no length;
/// allocates nothing and throws nothing, whatever the octets are.
/// </summary>
public static class Dissector
{
    /// <summary>Dissects a frame.</summary>
    /// <param name="link">What it begins with.</param>
    /// <param name="frame">What was captured.</param>
    /// <param name="originalLength">How long it was on the wire.</param>
    /// <param name="result">What was found.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Dissect(LinkType link, ReadOnlySpan<byte> frame, int originalLength, out DissectedPacket result)
    {
        var type = LinkLayer.Find(link, frame, out var offset);
        Dissect(type, frame, offset, originalLength, out result);
    }

    /// <summary>Dissects the packet inside the one that was found.</summary>
    /// <returns>False when it carries none.</returns>
    public static bool TryDissectInner(ref readonly DissectedPacket outer, out DissectedPacket inner)
    {
        var type = Tunnels.Find(in outer, out var offset);
        if (offset >= outer.End)
        {
            type = EtherType.None;
        }

        if (type == EtherType.TransparentEthernet)
        {
            type = LinkLayer.Find(LinkType.Ethernet, outer.Frame[offset..outer.End], out var behind);
            offset += behind;
        }

        if (type is not (EtherType.Ipv4 or EtherType.Ipv6) || offset >= outer.End)
        {
            inner = default;
            return false;
        }

        // Behind its end nothing of the outer packet is left; what is cut off of it, or comes in its other fragments, is cut off of the inner one.
        Dissect(type, outer.Frame[..outer.End], offset, outer.IsCut || outer.HasMoreFragments ? int.MaxValue : outer.End, out inner);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Dissect(EtherType type, ReadOnlySpan<byte> frame, int offset, int originalLength, out DissectedPacket result)
    {
        result = new DissectedPacket { Frame = frame, Network = type, NetworkOffset = offset };
        if (type is not (EtherType.Ipv4 or EtherType.Ipv6) || offset >= frame.Length)
        {
            return;
        }

        var version = frame[offset] >> 4;
        if (version != (type == EtherType.Ipv4 ? 4 : 6))
        {
            SetVersion(ref result, version);
        }

        if (result.IsIpv4)
        {
            Ipv4Dissector.Dissect(ref result, originalLength);
        }
        else if (result.IsIpv6)
        {
            Ipv6Dissector.Dissect(ref result, originalLength);
        }
    }

    // The packet is what it says of itself, whatever the frame calls it.
    private static void SetVersion(ref DissectedPacket result, int version)
    {
        result.Report(DissectionProblem.IpVersion);
        result.Network = version switch
        {
            4 => EtherType.Ipv4,
            6 => EtherType.Ipv6,
            _ => EtherType.None,
        };
    }
}
