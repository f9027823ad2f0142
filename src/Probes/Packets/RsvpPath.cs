using System.Buffers.Binary;
using RouterAlertAssurance.Packets.Layers;

namespace RouterAlertAssurance.Probes.Packets;

/// <summary>
/// A Path message (RFC 2205, section 3.1.3) of one session for all packets of a probe, which lapses within seconds where a router takes it in: its refresh period is one second. The mark
/// is in an object that routers pass on unexamined (class of the form 11bbbbbb, section 3.10, from the range for private use of RFC 3936, section 2.2).
/// </summary>
internal static class RsvpPath
{
    private const int Header = 8;
    private const byte Experiment = 253;
    private const ushort Port = 50_253;
    private const uint ExampleEnterprise = 32_473;

    /// <summary>Writes the message; its length in octets.</summary>
    public static int Write(Span<byte> to, ReadOnlySpan<byte> source, ReadOnlySpan<byte> destination, ReadOnlySpan<byte> mark)
    {
        var form = source.Length == 4 ? (byte)1 : (byte)2;
        var at = Header;
        // SESSION, RSVP_HOP, TIME_VALUES, SENDER_TEMPLATE, SENDER_TSPEC (RFC 2205, appendix A; RFC 2210, section 3.1), the mark.
        at += Object(to[at..], 1, form, destination, [Experiment, 0, Port >> 8, Port & 0xFF]);
        at += Object(to[at..], 3, form, source, [0, 0, 0, 0]);
        at += Object(to[at..], 5, 1, [], [0, 0, 0x03, 0xE8]);
        at += Object(to[at..], 11, form, source, [0, 0, Port >> 8, Port & 0xFF]);
        at += Object(to[at..], 12, 2, [], TrafficSpecification);
        Span<byte> owner = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(owner, ExampleEnterprise);
        at += Object(to[at..], 252, 1, owner, mark);
        (to[0], to[1], to[4]) = (0x10, 1, ProbePacket.UsualTimeToLive);
        BinaryPrimitives.WriteUInt16BigEndian(to[6..], (ushort)at);
        BinaryPrimitives.WriteUInt16BigEndian(to[2..], InternetChecksum.Of(to[..at]));
        return at;
    }

    // A token bucket of nothing: rate, depth and peak 0, packets of 64 to 1500 octets.
    private static ReadOnlySpan<byte> TrafficSpecification =>
    [
        0, 0, 0, 7, 1, 0, 0, 6, 127, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 64, 0, 0, 0x05, 0xDC,
    ];

    private static int Object(Span<byte> to, byte number, byte form, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        const int header = 4;
        var length = header + first.Length + second.Length;
        BinaryPrimitives.WriteUInt16BigEndian(to, (ushort)length);
        (to[2], to[3]) = (number, form);
        first.CopyTo(to[header..]);
        second.CopyTo(to[(header + first.Length)..]);
        return length;
    }
}
