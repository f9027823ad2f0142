using System.Buffers.Binary;
using System.Numerics;
using RouterAlertAssurance.Packets.Layers;

namespace RouterAlertAssurance.Probes.Packets;

/// <summary>
/// Writes what follows the IP header: a small well-formed message of the protocol that carries the mark and that nobody who gets it acts on for long.
/// </summary>
/// <param name="to">Where it is written, all zero.</param>
/// <param name="source">Address it comes from.</param>
/// <param name="destination">Address it goes to.</param>
/// <param name="sourcePort">Its port.</param>
/// <param name="destinationPort">The other port.</param>
internal readonly ref struct TransportWriter(Span<byte> to, ReadOnlySpan<byte> source, ReadOnlySpan<byte> destination, ushort sourcePort, ushort destinationPort)
{
    private readonly Span<byte> _to = to;
    private readonly ReadOnlySpan<byte> _source = source;
    private readonly ReadOnlySpan<byte> _destination = destination;

    /// <summary>Writes the message of a protocol; its length in octets.</summary>
    public int Write(byte protocol, ReadOnlySpan<byte> mark, uint sequence) => protocol switch
    {
        (byte)IpProtocol.Udp => WriteUdp(mark),
        (byte)IpProtocol.Tcp => WriteTcp(mark, sequence),
        (byte)IpProtocol.Rsvp => RsvpPath.Write(_to, _source, _destination, mark),
        (byte)IpProtocol.Igmp => WriteIgmp(mark),
        (byte)IpProtocol.Pgm => WritePgm(mark, sequence),
        (byte)IpProtocol.Sctp => WriteSctp(mark, sequence),
        _ => WriteBare(mark),
    };

    private int WriteBare(ReadOnlySpan<byte> mark)
    {
        mark.CopyTo(_to);
        return mark.Length;
    }

    // RFC 768.
    private int WriteUdp(ReadOnlySpan<byte> mark)
    {
        const int header = 8;
        WritePorts();
        BinaryPrimitives.WriteUInt16BigEndian(_to[4..], (ushort)(header + mark.Length));
        mark.CopyTo(_to[header..]);
        var sum = ChecksumWithAddresses(IpProtocol.Udp, header + mark.Length);
        BinaryPrimitives.WriteUInt16BigEndian(_to[6..], sum == 0 ? (ushort)0xFFFF : sum);
        return header + mark.Length;
    }

    // RFC 9293, section 3.1: SYN, the mark as data.
    private int WriteTcp(ReadOnlySpan<byte> mark, uint sequence)
    {
        const int header = 20;
        WritePorts();
        BinaryPrimitives.WriteUInt32BigEndian(_to[4..], sequence << 16);
        (_to[12], _to[13]) = (header / 4 << 4, 2);
        BinaryPrimitives.WriteUInt16BigEndian(_to[14..], 1024);
        mark.CopyTo(_to[header..]);
        BinaryPrimitives.WriteUInt16BigEndian(_to[16..], ChecksumWithAddresses(IpProtocol.Tcp, header + mark.Length));
        return header + mark.Length;
    }

    // RFC 2236, section 2, with a type for experiments (RFC 3228, section 2).
    private int WriteIgmp(ReadOnlySpan<byte> mark)
    {
        const int header = 8;
        _to[0] = 0xFF;
        mark.CopyTo(_to[header..]);
        BinaryPrimitives.WriteUInt16BigEndian(_to[2..], InternetChecksum.Of(_to[..(header + mark.Length)]));
        return header + mark.Length;
    }

    // RFC 3208, sections 8 and 8.1: a Source Path Message; the mark stands behind it.
    private int WritePgm(ReadOnlySpan<byte> mark, uint sequence)
    {
        const int header = 32;
        WritePorts();
        mark[4..10].CopyTo(_to[8..]);
        BinaryPrimitives.WriteUInt32BigEndian(_to[16..], sequence);
        BinaryPrimitives.WriteUInt16BigEndian(_to[28..], _source.Length == 4 ? (ushort)1 : (ushort)2);
        _source.CopyTo(_to[header..]);
        var length = header + _source.Length + mark.Length;
        mark.CopyTo(_to[(header + _source.Length)..]);
        BinaryPrimitives.WriteUInt16BigEndian(_to[6..], InternetChecksum.Of(_to[..length]));
        return length;
    }

    // RFC 9260, sections 3.1 and 3.3.2: INIT, the mark in a parameter that is skipped without a report (section 3.2.1: the highest bits are 10).
    private int WriteSctp(ReadOnlySpan<byte> mark, uint sequence)
    {
        const int header = 12;
        const int chunk = 20;
        WritePorts();
        var initiation = _to[header..];
        initiation[0] = 1;
        BinaryPrimitives.WriteUInt16BigEndian(initiation[2..], (ushort)(chunk + 4 + mark.Length));
        BinaryPrimitives.WriteUInt32BigEndian(initiation[4..], sequence + 1);
        BinaryPrimitives.WriteUInt32BigEndian(initiation[8..], 65_536);
        BinaryPrimitives.WriteUInt16BigEndian(initiation[12..], 1);
        BinaryPrimitives.WriteUInt16BigEndian(initiation[14..], 1);
        BinaryPrimitives.WriteUInt16BigEndian(initiation[chunk..], 0xBFFF);
        BinaryPrimitives.WriteUInt16BigEndian(initiation[(chunk + 2)..], (ushort)(4 + mark.Length));
        mark.CopyTo(initiation[(chunk + 4)..]);
        var length = header + chunk + 4 + mark.Length;
        BinaryPrimitives.WriteUInt32LittleEndian(_to[8..], Crc32C(_to[..length]));
        return length;
    }

    private void WritePorts()
    {
        BinaryPrimitives.WriteUInt16BigEndian(_to, sourcePort);
        BinaryPrimitives.WriteUInt16BigEndian(_to[2..], destinationPort);
    }

    // RFC 768 and RFC 8200, section 8.1: the addresses, the protocol and the length count too.
    private ushort ChecksumWithAddresses(IpProtocol protocol, int length)
    {
        Span<byte> all = stackalloc byte[PacketWriter.Most + 40];
        _source.CopyTo(all);
        _destination.CopyTo(all[_source.Length..]);
        var behind = _source.Length * 2;
        BinaryPrimitives.WriteUInt16BigEndian(all[behind..], (ushort)protocol);
        BinaryPrimitives.WriteUInt16BigEndian(all[(behind + 2)..], (ushort)length);
        _to[..length].CopyTo(all[(behind + 4)..]);
        return InternetChecksum.Of(all[..(behind + 4 + length)]);
    }

    private static uint Crc32C(ReadOnlySpan<byte> octets)
    {
        var crc = uint.MaxValue;
        foreach (var octet in octets)
        {
            crc = BitOperations.Crc32C(crc, octet);
        }

        return ~crc;
    }
}
