using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using RouterAlertAssurance.Packets.Layers;
using RouterAlertAssurance.Packets.RouterAlert;

namespace RouterAlertAssurance.Packets.Dissection;

/// <summary>The IPv4 header with its options (RFC 791, section 3.1).</summary>
internal static class Ipv4Dissector
{
    private const int SmallestHeader = 20;
    private const int SmallestHeaderWithVersion = 0x45;
    private const int FragmentMask = 0x1FFF;
    private const int MoreFragments = 0x2000;
    private const int FragmentUnit = 8;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Dissect(ref DissectedPacket result, int originalLength)
    {
        var packet = result.Frame[result.NetworkOffset..];
        if (packet.Length < SmallestHeader)
        {
            EndHere(ref result, result.Frame.Length < originalLength ? DissectionProblem.None : DissectionProblem.IpLength);
            return;
        }

        var (header, length) = ((packet[0] & 0x0F) * 4, (int)BinaryPrimitives.ReadUInt16BigEndian(packet[2..]));
        if (header < SmallestHeader)
        {
            EndHere(ref result, DissectionProblem.Ipv4HeaderLength);
            return;
        }

        SetEnd(ref result, header, length, originalLength);
        result.Protocol = (IpProtocol)packet[9];
        var fragment = BinaryPrimitives.ReadUInt16BigEndian(packet[6..]);
        result.FragmentOffset = (fragment & FragmentMask) * FragmentUnit;
        result.HasMoreFragments = (fragment & MoreFragments) != 0;
        result.TransportOffset = Math.Min(result.NetworkOffset + header, result.End);
        if (packet[0] != SmallestHeaderWithVersion)
        {
            ReadOptions(ref result, packet[SmallestHeader..Math.Min(header, packet.Length)], isWhole: packet.Length >= header);
        }
    }

    // A length of 0 is what a capture shows of a segment that the network card is still to cut up.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SetEnd(ref DissectedPacket result, int header, int length, int originalLength)
    {
        if (length == 0)
        {
            result.End = result.Frame.Length;
            result.IsCut = result.Frame.Length < originalLength;
            return;
        }

        if (length < header)
        {
            result.Report(DissectionProblem.IpLength);
            length = header;
        }

        var end = (long)result.NetworkOffset + length;
        if (end > originalLength)
        {
            result.Report(DissectionProblem.IpLength);
        }

        result.IsCut = end > result.Frame.Length;
        result.End = (int)Math.Min(end, result.Frame.Length);
    }

    private static void EndHere(ref DissectedPacket result, DissectionProblem problem)
    {
        result.End = result.Frame.Length;
        result.TransportOffset = result.End;
        result.IsCut = problem == DissectionProblem.None;
        result.Report(problem);
    }

    private static void ReadOptions(ref DissectedPacket result, ReadOnlySpan<byte> octets, bool isWhole)
    {
        result.HasOptions = true;
        var options = new Ipv4Options(octets);
        while (options.MoveNext())
        {
            if (options.Type == Ipv4Options.RouterAlert)
            {
                Take(ref result, options.RouterAlertValue);
            }
        }

        if (options.IsMalformed && isWhole)
        {
            result.Report(DissectionProblem.Ipv4Option);
        }

        if (result.RouterAlert == RouterAlertState.None && options.HasHidden)
        {
            FindHidden(ref result, octets);
        }
    }

    private static void Take(ref DissectedPacket result, int value)
    {
        if (value < 0)
        {
            result.Report(DissectionProblem.RouterAlertLength);
            result.RouterAlert = result.RouterAlert == RouterAlertState.Present ? RouterAlertState.Present : RouterAlertState.WrongLength;
        }
        else if (result.RouterAlert == RouterAlertState.Present)
        {
            result.IsRouterAlertRepeated = true;
        }
        else
        {
            (result.RouterAlert, result.RouterAlertValue) = (RouterAlertState.Present, (ushort)value);
        }
    }

    // Something that looks only at fixed places of the header may see an option that no list has.
    private static void FindHidden(ref DissectedPacket result, ReadOnlySpan<byte> octets)
    {
        var place = octets.IndexOf([Ipv4Options.RouterAlert, (byte)4]);
        if (place >= 0 && place + 4 <= octets.Length)
        {
            (result.RouterAlert, result.RouterAlertValue) = (RouterAlertState.Hidden, BinaryPrimitives.ReadUInt16BigEndian(octets[(place + 2)..]));
        }
    }
}
