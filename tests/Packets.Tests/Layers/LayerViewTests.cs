using FsCheck;
using FsCheck.Fluent;
using RouterAlertAssurance.Packets.Layers;

namespace RouterAlertAssurance.Packets.Tests.Layers;

/// <summary>The views of headers: each field where its RFC has it, and no octets from the shortest header on that they cannot be read of.</summary>
public sealed class LayerViewTests
{
    [Fact]
    public void Sctp_Init_IsRead()
    {
        var packet = new SctpPacket(Frames.Hex("0b59 0b5a 01020304 00000000 01000014"));

        (packet.SourcePort, packet.DestinationPort, packet.VerificationTag, packet.FirstChunk).ShouldBe(((ushort)2905, (ushort)2906, 0x01020304u, 1));
        new SctpPacket(new byte[SctpPacket.Header]).FirstChunk.ShouldBe(-1);
    }

    [Fact]
    public void Pgm_SourcePathMessage_IsRead()
    {
        var packet = new PgmPacket(Frames.Hex("1f40 1f41 00 00 0000 0102030405060000"));

        (packet.SourcePort, packet.DestinationPort, packet.Type, packet.GlobalSourceId).ShouldBe(((ushort)8000, (ushort)8001, (byte)0, 0x0102_0304_0506ul));
    }

    [Fact]
    public void Tcp_Segment_IsRead()
    {
        var segment = new TcpSegment(Frames.Hex("0050 1f90 00000001 00000002 7032 0400 0000 0003 01 fd06f98900ff 00 aabb"));

        (segment.SourcePort, segment.DestinationPort, segment.SequenceNumber, segment.AcknowledgmentNumber, segment.UrgentPointer).ShouldBe(((ushort)80, (ushort)8080, 1u, 2u, (ushort)3));
        segment.Flags.ShouldBe(TcpControlBits.Urg | TcpControlBits.Ack | TcpControlBits.Syn);
        segment.Payload.ToArray().ShouldBe([0xAA, 0xBB]);
        var options = segment.Options;
        options.MoveNext().ShouldBeTrue();
        (options.Kind, options.ExperimentId).ShouldBe((TcpOptions.NoOperation, -1));
        options.MoveNext().ShouldBeTrue();
        (options.Kind, options.IsExperimental, options.ExperimentId).ShouldBe((TcpOptions.Experiment1, true, 0xF989));
        options.MoveNext().ShouldBeFalse();
        options.IsMalformed.ShouldBeFalse();
    }

    [Theory]
    [InlineData("1001 0000 3f00 0014 000c 01 01 c0000201 11 00 1388", 1, 63, RsvpSession.Ipv4)]
    [InlineData("1001 0000 4000 0020 0010 0301 00000000 00000000 00000000 0010 01 07", 1, 64, RsvpSession.LspTunnelIpv4)]
    [InlineData("1002 0000 4000 0020 0008 0301 00000000 0010 01 07 00000000 00000000 00000000", 2, 64, RsvpSession.LspTunnelIpv4)]
    [InlineData("1001 0000 4000 0014 0003 0301 00000000 000c 0101", 1, 64, RsvpSession.None)]
    public void Rsvp_Message_TellsItsSession(string octets, byte type, byte sendTtl, RsvpSession session)
    {
        var message = new RsvpMessage(Frames.Hex(octets));

        (message.Version, message.Type, message.SendTtl, message.Session).ShouldBe((1, type, sendTtl, session));
    }

    [Theory]
    [InlineData("22 00 0000 0000 0002", 3, 0u, 2)]
    [InlineData("16 00 0000 e8010101", 2, 0xE8010101u, 0)]
    [InlineData("11 00 0000 00000000", 1, 0u, 0)]
    [InlineData("11 64 0000 e8010101 02 7d 0000", 3, 0xE8010101u, 0)]
    [InlineData("31 00 0000", 0, 0u, 0)]
    public void Igmp_Message_IsRead(string octets, int version, uint group, int records)
    {
        var message = new IgmpMessage(Frames.Hex(octets));

        (message.Version, message.Group, message.GroupRecords).ShouldBe((version, group, records));
    }

    [Fact]
    public void Ipv6_JumboPayload_IsFoundBesideRouterAlert()
    {
        var options = new Ipv6Options(Frames.Hex("0502 0001 c204 00010000"));

        options.MoveNext().ShouldBeTrue();
        (options.Type, options.Place, options.RouterAlertValue).ShouldBe((Ipv6Options.RouterAlert, 2, 1));
        options.MoveNext().ShouldBeTrue();
        (options.Type, options.Place).ShouldBe((Ipv6Options.JumboPayload, 6));
        options.MoveNext().ShouldBeFalse();
        options.IsMalformed.ShouldBeFalse();
    }

    [Fact]
    public void Hip_OverUdp_TellsSenderAndType()
    {
        byte[] header = [59, 4, 16, 0x21, .. new byte[4], .. Enumerable.Range(1, 16).Select(octet => (byte)octet), .. new byte[16]];

        var packet = new HipPacket(header);

        (packet.Type, packet.Version).ShouldBe((16, 2));
        packet.SenderTag.ToArray().ShouldBe(Enumerable.Range(1, 16).Select(octet => (byte)octet));
        HipPacket.IsOverUdp([0, 0, 0, 0, .. header]).ShouldBeTrue();
    }

    [Fact]
    public void Views_AnyOctetsOfTheLeastLength_AreReadWithoutAFault() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(20_000), Prop.ForAll(Gen.ArrayOf(Gen.OneOf(Gen.Choose(0, 255), Gen.Choose(0, 12), Gen.Choose(0x11, 0x32))).ToArbitrary(), drawn =>
        {
            var octets = drawn.Select(value => (byte)value).ToArray();
            ReadAll(octets);
            return true;
        }));

    private static void ReadAll(ReadOnlySpan<byte> octets)
    {
        if (octets.Length >= IgmpMessage.Least(octets))
        {
            var message = new IgmpMessage(octets);
            _ = message.Version + (int)message.Group + message.GroupRecords;
        }

        foreach (var isV6 in (ReadOnlySpan<bool>)[false, true])
        {
            if (octets.Length >= (isV6 ? IcmpMessage.Least(octets) : IcmpMessage.Header))
            {
                _ = new IcmpMessage(octets, isV6).Quoted.Length;
            }
        }

        if (octets.Length >= RsvpMessage.Header)
        {
            var message = new RsvpMessage(octets);
            _ = (int)message.Session + message.Version + message.Type + message.SendTtl;
        }

        if (octets.Length >= UdpDatagram.Header)
        {
            _ = new UdpDatagram(octets).Payload.Length;
        }

        if (octets.Length >= SctpPacket.Header)
        {
            _ = new SctpPacket(octets).FirstChunk;
        }

        if (octets.Length >= PgmPacket.Header)
        {
            _ = new PgmPacket(octets).GlobalSourceId;
        }

        if (octets.Length >= HipPacket.Header)
        {
            _ = new HipPacket(octets).SenderTag.Length;
        }

        if (octets.Length >= TcpSegment.SmallestHeader)
        {
            ReadTcp(new TcpSegment(octets));
        }

        ReadPayload(octets);
        ReadOptions(octets);
    }

    private static void ReadTcp(TcpSegment segment)
    {
        _ = segment.Payload.Length + segment.UrgentPointer;
        var options = segment.Options;
        while (options.MoveNext())
        {
            _ = options.ExperimentId;
        }
    }

    private static void ReadPayload(ReadOnlySpan<byte> octets)
    {
        _ = (int)FlowExport.Of(octets) + ProxyProtocol.VersionAt(octets);
        _ = HipPacket.IsOverUdp(octets);
        _ = HttpHead.IsAt(octets) || new HttpHead(octets).Has("forwarded"u8);
    }

    private static void ReadOptions(ReadOnlySpan<byte> octets)
    {
        var ipv4 = new Ipv4Options(octets);
        while (ipv4.MoveNext())
        {
            _ = ipv4.RouterAlertValue;
        }

        var ipv6 = new Ipv6Options(octets);
        while (ipv6.MoveNext())
        {
            _ = ipv6.RouterAlertValue;
        }
    }
}
