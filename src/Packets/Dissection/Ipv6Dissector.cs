using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using RouterAlertAssurance.Packets.Layers;
using RouterAlertAssurance.Packets.RouterAlert;

namespace RouterAlertAssurance.Packets.Dissection;

/// <summary>The IPv6 header with its extension headers (RFC 8200, section 4).</summary>
internal static class Ipv6Dissector
{
    private const int Header = 40;
    private const int ExtensionUnit = 8;
    private const int SmallestExtension = 8;
    private const int FragmentUnitMask = 0xFFF8;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Dissect(ref DissectedPacket result, int originalLength)
    {
        var packet = result.Frame[result.NetworkOffset..];
        if (packet.Length < Header)
        {
            EndHere(ref result, result.Frame.Length < originalLength ? DissectionProblem.None : DissectionProblem.IpLength);
            return;
        }

        var length = (int)BinaryPrimitives.ReadUInt16BigEndian(packet[4..]);
        result.Protocol = (IpProtocol)packet[6];
        // A jumbogram (RFC 2675) says its length in an option; it fills its frame.
        var isJumbo = length == 0 && result.Protocol == IpProtocol.HopByHopOptions;
        var end = isJumbo ? Math.Max(originalLength, result.Frame.Length) : (long)result.NetworkOffset + Header + length;
        if (end > originalLength)
        {
            result.Report(DissectionProblem.IpLength);
        }

        result.IsCut = end > result.Frame.Length;
        result.End = (int)Math.Min(end, result.Frame.Length);
        result.TransportOffset = result.NetworkOffset + Header;
        if (IsExtension(result.Protocol))
        {
            Walk(ref result);
        }
    }

    private static void EndHere(ref DissectedPacket result, DissectionProblem problem)
    {
        result.End = result.Frame.Length;
        result.TransportOffset = result.End;
        result.Protocol = IpProtocol.NoNextHeader;
        result.IsCut = problem == DissectionProblem.None;
        result.Report(problem);
    }

    private static bool IsExtension(IpProtocol protocol) => protocol is IpProtocol.HopByHopOptions or IpProtocol.RoutingHeader or IpProtocol.FragmentHeader
        or IpProtocol.AuthenticationHeader or IpProtocol.DestinationOptions or IpProtocol.MobilityHeader or IpProtocol.Shim6;

    // Every header takes eight octets at least, so the walk ends.
    private static void Walk(ref DissectedPacket result)
    {
        var isFirst = true;
        while (IsExtension(result.Protocol) && result.IsFirstFragment)
        {
            var rest = result.Frame[result.TransportOffset..result.End];
            if (rest.Length < SmallestExtension)
            {
                LeaveOff(ref result);
                return;
            }

            var kind = result.Protocol;
            var length = kind switch
            {
                IpProtocol.FragmentHeader => SmallestExtension,
                IpProtocol.AuthenticationHeader => (rest[1] + 2) * 4,
                _ => (rest[1] + 1) * ExtensionUnit,
            };
            if (kind is IpProtocol.HopByHopOptions or IpProtocol.DestinationOptions)
            {
                ReadOptions(ref result, kind, isFirst, rest, length);
            }
            else if (kind == IpProtocol.FragmentHeader)
            {
                var fragment = BinaryPrimitives.ReadUInt16BigEndian(rest[2..]);
                (result.FragmentOffset, result.HasMoreFragments) = (fragment & FragmentUnitMask, (fragment & 1) != 0);
            }

            result.Protocol = (IpProtocol)rest[0];
            if (length > rest.Length)
            {
                LeaveOff(ref result);
                return;
            }

            result.TransportOffset += length;
            isFirst = false;
        }
    }

    private static void LeaveOff(ref DissectedPacket result)
    {
        result.TransportOffset = result.End;
        if (!result.IsCut)
        {
            result.Report(DissectionProblem.Ipv6ExtensionHeader);
        }
    }

    private static void ReadOptions(ref DissectedPacket result, IpProtocol kind, bool isFirst, ReadOnlySpan<byte> rest, int length)
    {
        var isInPlace = kind == IpProtocol.HopByHopOptions && isFirst;
        result.HasOptions |= kind == IpProtocol.HopByHopOptions;
        if (kind == IpProtocol.HopByHopOptions && !isFirst)
        {
            result.Report(DissectionProblem.Ipv6ExtensionOrder);
        }

        var options = new Ipv6Options(rest[2..Math.Min(length, rest.Length)]);
        while (options.MoveNext())
        {
            if (options.Type == Ipv6Options.RouterAlert)
            {
                Take(ref result, options.RouterAlertValue, isInPlace);
            }
        }

        if (options.IsMalformed && length <= rest.Length)
        {
            result.Report(DissectionProblem.Ipv6Option);
        }
    }

    private static void Take(ref DissectedPacket result, int value, bool isInPlace)
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
            (result.RouterAlert, result.RouterAlertValue) = (isInPlace ? RouterAlertState.Present : RouterAlertState.Misplaced, (ushort)value);
        }
    }
}
