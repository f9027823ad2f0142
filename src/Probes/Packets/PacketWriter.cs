using System.Buffers.Binary;
using System.Net;
using RouterAlertAssurance.Packets.Layers;
using RouterAlertAssurance.Probes.Marks;

namespace RouterAlertAssurance.Probes.Packets;

/// <summary>Writes packets of a probe from the IP header on.</summary>
/// <param name="source">Where they come from.</param>
/// <param name="destination">Where they go, of the same family.</param>
/// <param name="signer">Signs their marks.</param>
internal sealed class PacketWriter(IPAddress source, IPAddress destination, MarkSigner signer)
{
    /// <summary>No packet is longer, in octets.</summary>
    public const int Most = 320;

    private const int Ipv4Header = 20;
    private const int Ipv6Header = 40;
    private const int Ipv4Option = 4;
    private const int HopByHop = 8;
    private const byte ValueOfRsvp = 1;
    private readonly byte[] _source = source.GetAddressBytes();
    private readonly byte[] _destination = destination.GetAddressBytes();

    /// <summary>Whether the packets are of IPv6.</summary>
    public bool IsIpv6 => _source.Length == 16;

    /// <summary>Writes a packet.</summary>
    /// <param name="to">At least <see cref="Most"/> octets.</param>
    /// <param name="packet">What it is to look like.</param>
    /// <returns>Its length.</returns>
    public int Write(Span<byte> to, in ProbePacket packet)
    {
        to.Clear();
        var header = HeaderLength(packet.Mark.WithOption);
        var transport = new TransportWriter(to[header..], _source, _destination, packet.SourcePort, packet.DestinationPort);
        Span<byte> mark = stackalloc byte[ProbeMark.Length];
        packet.Mark.Write(mark, signer);
        var length = transport.Write(packet.Protocol.Number, mark, packet.Mark.Sequence);
        if (IsIpv6)
        {
            WriteIpv6(to, packet, header - Ipv6Header + length);
        }
        else
        {
            WriteIpv4(to[..header], packet, header + length);
        }

        return header + length;
    }

    private int HeaderLength(bool withOption) => IsIpv6 ? Ipv6Header + (withOption ? HopByHop : 0) : Ipv4Header + (withOption ? Ipv4Option : 0);

    // RFC 791, section 3.1; the option: RFC 2113, section 2.1, with value 0 ("router shall examine packet").
    private void WriteIpv4(Span<byte> header, in ProbePacket packet, int length)
    {
        header[0] = (byte)(0x40 | (header.Length / 4));
        BinaryPrimitives.WriteUInt16BigEndian(header[2..], (ushort)length);
        BinaryPrimitives.WriteUInt16BigEndian(header[4..], packet.Identification);
        (header[8], header[9]) = (packet.TimeToLive, packet.Protocol.Number);
        _source.CopyTo(header[12..]);
        _destination.CopyTo(header[16..]);
        if (packet.Mark.WithOption)
        {
            (header[20], header[21]) = (Ipv4Options.RouterAlert, Ipv4Option);
        }

        BinaryPrimitives.WriteUInt16BigEndian(header[10..], InternetChecksum.Of(header));
    }

    // RFC 8200, sections 3 and 4.3; the option: RFC 2711, section 2.1: value 1 for RSVP, else 0. PadN fills the header up.
    private void WriteIpv6(Span<byte> to, in ProbePacket packet, int length)
    {
        to[0] = 0x60;
        BinaryPrimitives.WriteUInt16BigEndian(to[4..], (ushort)length);
        (to[6], to[7]) = (packet.Mark.WithOption ? (byte)IpProtocol.HopByHopOptions : packet.Protocol.Number, packet.TimeToLive);
        _source.CopyTo(to[8..]);
        _destination.CopyTo(to[24..]);
        if (packet.Mark.WithOption)
        {
            var value = packet.Protocol == ProbeProtocol.Rsvp ? ValueOfRsvp : (byte)0;
            ReadOnlySpan<byte> extension = [packet.Protocol.Number, 0, Ipv6Options.RouterAlert, 2, 0, value, 1, 0];
            extension.CopyTo(to[Ipv6Header..]);
        }
    }
}
