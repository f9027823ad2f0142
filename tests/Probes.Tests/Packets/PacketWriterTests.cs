using System.Net;
using RouterAlertAssurance.Packets.Dissection;
using RouterAlertAssurance.Packets.Files;
using RouterAlertAssurance.Packets.Inspection;
using RouterAlertAssurance.Packets.Layers;
using RouterAlertAssurance.Packets.RouterAlert;
using RouterAlertAssurance.Probes.Marks;
using RouterAlertAssurance.Probes.Packets;

namespace RouterAlertAssurance.Probes.Tests.Packets;

public sealed class PacketWriterTests
{
    public static TheoryData<string, bool, bool> Forms()
    {
        var data = new TheoryData<string, bool, bool>();
        foreach (var protocol in ProbeProtocol.All)
        {
            foreach (var isIpv6 in (bool[])[false, true])
            {
                if (protocol.Refuse(isIpv6) is null)
                {
                    data.Add(protocol.Name, isIpv6, true);
                    data.Add(protocol.Name, isIpv6, false);
                }
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Write_EveryProtocolAndForm_IsAWellFormedPacketWithItsMark(string name, bool isIpv6, bool withOption)
    {
        var protocol = Protocol(name);
        var (octets, signer) = Write(protocol, isIpv6, withOption);

        Dissector.Dissect(LinkType.Raw, octets, octets.Length, out var found);
        found.Problem.ShouldBe(DissectionProblem.None);
        ((byte)found.Protocol).ShouldBe(protocol.Number);
        found.RouterAlert.ShouldBe(withOption ? RouterAlertState.Present : RouterAlertState.None);
        found.RouterAlertValue.ShouldBe(withOption && isIpv6 && name == "rsvp" ? (ushort)1 : (ushort)0);
        ProbeMark.TryRead(found.Transport, 5, signer, out var mark).ShouldBeTrue();
        mark.ShouldBe(new ProbeMark(5, 3, withOption, protocol.Number));
        if (!isIpv6)
        {
            InternetChecksum.Of(octets.AsSpan(0, (octets[0] & 0x0F) * 4)).ShouldBe((ushort)0);
        }
    }

    [Fact]
    public void Write_All_AreWhatTheInspectorCounts()
    {
        var inspector = new Inspector(decapsulate: false, 20);
        foreach (var protocol in ProbeProtocol.All)
        {
            var (octets, _) = Write(protocol, isIpv6: false, withOption: true);
            var packet = new CapturedPacket(octets, octets.Length, LinkType.Raw, 0, 0);
            inspector.Take(in packet);
        }

        inspector.Counts.Malformed.ShouldBe(0);
        inspector.Counts.RouterAlertIpv4.ShouldBe(ProbeProtocol.All.Count);
        (inspector.Counts.Rsvp, inspector.Counts.Pgm).ShouldBe((1L, 1L));
    }

    [Fact]
    public void Write_Sctp_HasTheChecksumOfTheRfc()
    {
        // RFC 9260, appendix A: CRC32c of 32 octets of zero is 0x8A9136AA; here over the packet with its own place zero, computed bit by bit.
        var (octets, _) = Write(ProbeProtocol.Sctp, isIpv6: false, withOption: false);
        var transport = octets[20..];
        var written = BitConverter.ToUInt32(transport, 8);
        transport.AsSpan(8, 4).Clear();

        BitwiseCrc32C(new byte[32]).ShouldBe(0x8A9136AA);
        written.ShouldBe(BitwiseCrc32C(transport));
    }

    private static uint BitwiseCrc32C(byte[] octets)
    {
        var crc = uint.MaxValue;
        foreach (var octet in octets)
        {
            crc ^= octet;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0x82F63B78);
            }
        }

        return ~crc;
    }

    private static (byte[] Octets, MarkSigner Signer) Write(ProbeProtocol protocol, bool isIpv6, bool withOption)
    {
        var (source, destination) = isIpv6 ? (IPAddress.Parse("2001:db8::1"), IPAddress.Parse("2001:db8::2")) : (IPAddress.Parse("192.0.2.1"), IPAddress.Parse("192.0.2.2"));
        var signer = new MarkSigner(new byte[] { 1 }, source, destination);
        var buffer = new byte[PacketWriter.Most];
        var length = new PacketWriter(source, destination, signer).Write(buffer, new ProbePacket(protocol, new(5, 3, withOption, protocol.Number), 64, 1000, 2000, 7));
        return (buffer[..length], signer);
    }

    private static ProbeProtocol Protocol(string name)
    {
        ProbeProtocol.TryParse(name, out var protocol, out _).ShouldBeTrue();
        return protocol!;
    }
}
