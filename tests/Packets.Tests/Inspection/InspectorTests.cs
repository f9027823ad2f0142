using System.Text;
using RouterAlertAssurance.Packets.Inspection;
using RouterAlertAssurance.Packets.Layers;
using RouterAlertAssurance.Packets.RouterAlert;

namespace RouterAlertAssurance.Packets.Tests.Inspection;

public sealed class InspectorTests
{
    [Fact]
    public void Take_Urgent_TellsFlagFromPointer()
    {
        var inspector = Frames.Inspect(
            Frames.Ipv4(6, [], Frames.Tcp(0x38, 1)), Frames.Ipv4(6, [], Frames.Tcp(0x18, 1)), Frames.Ipv4(6, [], Frames.Tcp(0x38)), Frames.Ipv4(6, [], Frames.Tcp(0x18)));

        (inspector.Counts.TcpUrg, inspector.Counts.TcpUrgentPointerNonZero).ShouldBe((2, 2));
        inspector.Noteworthy.Select(packet => packet.Reason).ShouldBe([NoteworthyReason.UrgentData, NoteworthyReason.UrgentPointerWithoutFlag, NoteworthyReason.UrgentData]);
    }

    [Theory]
    [InlineData(0x02, "fd0803480a000001", 1)]
    [InlineData(0x12, "01010101fe04f989", 1)]
    [InlineData(0x10, "fd0803480a000001", 0)]
    [InlineData(0x02, "020405b401010402", 0)]
    [InlineData(0x02, "00000000fd040001", 0)]
    public void Take_ExperimentalOption_CountsInSynOnly(byte flags, string options, int count) =>
        Frames.Inspect(Frames.Ipv4(6, [], Frames.Tcp(flags, 0, Frames.Hex(options)))).Counts.TcpSynExperimentalOption.ShouldBe(count);

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 10.0.0.1\r\n\r\n", 1, 0, 0)]
    [InlineData("POST /a HTTP/1.0\r\nx-forwarded-for:10.0.0.1\r\nFORWARDED: for=10.0.0.1\r\n\r\n", 1, 1, 0)]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\n\r\nX-Forwarded-For: 10.0.0.1\r\n", 0, 0, 0)]
    [InlineData("HTTP/1.1 200 OK\r\nForwarded: for=10.0.0.1", 0, 1, 0)]
    [InlineData("PROXY TCP4 192.0.2.1 192.0.2.2 56324 443\r\nGET / HTTP/1.1\r\n", 0, 0, 1)]
    [InlineData("PROXY UNKNOWN\r\n", 0, 0, 1)]
    [InlineData("PROXY TCP4 192.0.2.1 192.0.2.2 56324 443\r\nGET / HTTP/1.1\r\nX-Forwarded-For: 10.0.0.1\r\n\r\n", 1, 0, 1)]
    [InlineData("\r\n\r\n\0\r\nQUIT\n\x21\x11\0\f0123456789abGET / HTTP/1.1\r\nForwarded: for=10.0.0.1\r\n\r\n", 0, 1, 2)]
    [InlineData("PROXY TCP4 192.0.2.1\r\n", 0, 0, 0)]
    [InlineData("PROXY TCP4 192.0.2.1 192.0.2.2 56324 443", 0, 0, 0)]
    [InlineData("\r\n\r\n\0\r\nQUIT\n\x21\x11\0\f0123456789ab", 0, 0, 2)]
    [InlineData("GETTING HTTP/1.1 X-Forwarded-For: 10.0.0.1", 0, 0, 0)]
    public void Take_Text_CountsHeadsAndProxyHeaders(string text, int forwardedFor, int forwarded, int proxy)
    {
        var counts = Frames.Inspect(Frames.Ipv4(6, [], Frames.Tcp(0x18, payload: Encoding.Latin1.GetBytes(text)))).Counts;

        (counts.HttpXForwardedFor, counts.HttpForwarded, counts.ProxyV1, counts.ProxyV2).ShouldBe((forwardedFor, forwarded, proxy == 1 ? 1 : 0, proxy == 2 ? 1 : 0));
    }

    [Fact]
    public void Take_GroupMessages_AreToldApart()
    {
        var counts = Frames.Inspect(
            Igmp(0x11), Igmp(0x12), Igmp(0x16), Igmp(0x17), Igmp(0x22), Igmp(0x13), Igmp(0x14), Igmp(0x30), Igmp(0x32),
            Frames.Ipv6(0, [.. Frames.Hex("3a00050200000100"), 130, .. new byte[23]]),
            Frames.Ipv6(58, [143, .. new byte[7]]),
            Frames.Ipv6(58, [151, .. new byte[7]]),
            Frames.Ipv6(58, [128, .. new byte[7]])).Counts;

        (counts.Igmp, counts.Mld, counts.Mrd, counts.RouterAlertIpv6).ShouldBe((5, 2, 3, 1));
    }

    // Solicitations and terminations of Multicast Router Discovery have no more than four octets.
    [Fact]
    public void Take_ShortGroupMessages_AreMalformedUnlessTheyAreWhole()
    {
        var whole = Frames.Inspect(Frames.Ipv4(2, [], [0x31, 0, 0, 0]), Frames.Ipv4(2, [], [0x32, 0, 0, 0]), Frames.Ipv6(58, [152, 0, 0, 0]), Frames.Ipv6(58, [153, 0, 0, 0])).Counts;
        var cut = Frames.Inspect(Frames.Ipv4(2, [], [0x31, 0, 0]), Frames.Ipv4(2, [], [0x30, 0, 0, 0]), Frames.Ipv6(58, [152, 0, 0]), Frames.Ipv6(58, [151, 0, 0, 0])).Counts;

        (whole.Mrd, whole.Malformed).ShouldBe((4, 0));
        (cut.Mrd, cut.Malformed).ShouldBe((0, 4));
    }

    [Theory]
    [InlineData("0005000100000000000000000000000000000000 00000000", 48, 1, 0, 0)]
    [InlineData("0005000200000000000000000000000000000000 00000000", 48, 0, 0, 0)]
    [InlineData("0009000100000000000000000000000000000000 0000000801000000", 0, 0, 1, 0)]
    [InlineData("000a0018000000000000000000000000 0002000801000000", 0, 0, 0, 1)]
    [InlineData("000a0019000000000000000000000000 0002000801000000", 0, 0, 0, 0)]
    [InlineData("000a0018000000000000000000000000 0007000801000000", 0, 0, 0, 0)]
    public void Take_FlowExports_GoByTheirForm(string header, int more, int v5, int v9, int ipfix)
    {
        var counts = Frames.Inspect(Frames.Ipv4(17, [], Frames.Udp(40000, 12345, [.. Frames.Hex(header), .. new byte[more]]))).Counts;

        (counts.NetflowV5, counts.NetflowV9, counts.Ipfix).ShouldBe((v5, v9, ipfix));
    }

    [Fact]
    public void Take_Hip_OverIpAndOverUdp()
    {
        byte[] header = [59, 4, 1, 0x21, .. new byte[36]];

        Frames.Inspect(
            Frames.Ipv4(139, [], header),
            Frames.Ipv4(17, [], Frames.Udp(10500, 10500, [0, 0, 0, 0, .. header])),
            Frames.Ipv4(17, [], Frames.Udp(10500, 10500, [0, 0, 0, 1, .. header])),
            Frames.Ipv4(17, [], Frames.Udp(10501, 10501, [0, 0, 0, 0, .. header]))).Counts.Hip.ShouldBe(2);
    }

    [Fact]
    public void Take_RouterAlert_IsToldByProtocolAndValue()
    {
        var alert = Frames.Hex("94040000");
        var inspector = Frames.Inspect(
            Frames.Ipv4(46, alert, new byte[8]), Frames.Ipv4(46, alert, new byte[8]), Frames.Ipv4(17, alert, Frames.Udp(1, 2)),
            Frames.Ipv4(2, Frames.Hex("940400ff"), new byte[8]), Frames.Ipv4(2, Frames.Hex("9406000000000000"), new byte[8]));

        inspector.RouterAlertUses.ShouldBe(
        [
            Use(IpProtocol.Rsvp, 0, 2), Use(IpProtocol.Igmp, 255, 1), Use(IpProtocol.Udp, 0, 1),
        ]);
        (inspector.Counts.RouterAlertIpv4, inspector.Counts.RouterAlertMalformed, inspector.Counts.Malformed).ShouldBe((4, 1, 1));
        inspector.Noteworthy.Select(packet => (packet.Number, packet.Reason)).ShouldBe(
        [
            (3, NoteworthyReason.RouterAlertOverTransport), (4, NoteworthyReason.RouterAlertUnassignedValue),
            (5, NoteworthyReason.RouterAlertWrongLength), (5, NoteworthyReason.Malformed),
        ]);
        inspector.Noteworthy[0].Source!.ToString().ShouldBe("192.0.2.1");
    }

    [Fact]
    public void Take_RouterAlertOfGroupMessages_IsToldByWhatTheyAreFor()
    {
        var inspector = Frames.Inspect(
            Frames.Ipv4(2, Frames.Hex("94040000"), [0x30, .. new byte[7]]),
            Frames.Ipv6(0, [.. Frames.Hex("3a00050200000100"), 130, .. new byte[23]]),
            Frames.Ipv6(0, [.. Frames.Hex("3a00050200000100"), 128, .. new byte[7]]));

        inspector.RouterAlertUses.Select(use => use.Protocol.Text).ShouldBe(["MRD", "ICMPv6", "MLD"]);
    }

    [Fact]
    public void Take_PacketWithSeveralReasons_IsNotedForEach()
    {
        var inspector = Frames.Inspect(
            Frames.Ipv4(6, Frames.Hex("9404004294040000"), Frames.Tcp(0x22, 1, Frames.Hex("fd0803480a000001"))),
            Frames.Ipv4(6, [], Frames.Tcp(0x18, payload: Encoding.Latin1.GetBytes("PROXY UNKNOWN\r\nGET / HTTP/1.1\r\nForwarded: for=10.0.0.1\r\n\r\n"))));

        inspector.Noteworthy.Select(packet => (packet.Number, packet.Reason)).ShouldBe(
        [
            (1, NoteworthyReason.RouterAlertOverTransport), (1, NoteworthyReason.RouterAlertUnassignedValue), (1, NoteworthyReason.RouterAlertRepeated),
            (1, NoteworthyReason.UrgentData), (1, NoteworthyReason.SynExperimentalOption), (2, NoteworthyReason.ForwardedAddress), (2, NoteworthyReason.ProxyProtocol),
        ]);
        inspector.Noteworthy.Select(packet => packet.ExperimentId).ShouldBe([null, null, null, null, 0x0348, null, null]);
    }

    // A SYN with four octets of options, of which the fragment has two; and the first half of a tunnelled packet.
    [Fact]
    public void Take_FirstFragmentThatEndsWithinAHeader_IsNotMalformed()
    {
        const int moreFragments = 0x2000;
        var inner = Frames.Ipv4(17, [], Frames.Udp(1, 2, new byte[40]));

        var counts = Frames.Inspect(
            true,
            Frames.Ipv4(6, [], Frames.Tcp(0x02, 0, Frames.Hex("020405b4"))[..22], moreFragments),
            Frames.Ipv4(4, [], inner[..40], moreFragments),
            Frames.Ipv4(4, [], inner[..40])).Counts;

        (counts.Ipv4, counts.Malformed).ShouldBe((5, 1));
    }

    [Theory]
    [InlineData("3a01050200000504000000000000" + "0000", NoteworthyReason.Malformed)]
    [InlineData("3c00050200000100" + "3a00050200000100", NoteworthyReason.RouterAlertRepeated)]
    public void Take_Ipv6RouterAlertBehindAGoodOne_IsNoted(string headers, NoteworthyReason reason)
    {
        var inspector = Frames.Inspect(Frames.Ipv6(0, [.. Frames.Hex(headers), 130, .. new byte[23]]));

        inspector.Counts.RouterAlertIpv6.ShouldBe(1);
        inspector.Noteworthy.Select(packet => packet.Reason).ShouldBe([reason]);
    }

    [Fact]
    public void Take_InTunnel_CountsOnlyWhenAsked()
    {
        var inner = Frames.Ipv4(46, Frames.Hex("94040000"), new byte[8]);
        var outer = Frames.Ipv4(4, [], inner);

        Frames.Inspect(outer).Counts.RouterAlertIpv4.ShouldBe(0);
        var inspector = Frames.Inspect(decapsulate: true, outer);
        (inspector.Counts.Packets, inspector.Counts.Ipv4, inspector.Counts.RouterAlertIpv4, inspector.Counts.Rsvp).ShouldBe((1, 2, 1, 1));
    }

    [Fact]
    public void Take_ManyOfOneReason_KeepsTheFirstAndCountsAll()
    {
        var inspector = new Inspector(keep: 3);
        var urgent = Frames.Ipv4(6, [], Frames.Tcp(0x38, 1));
        for (var i = 0; i < 10; i++)
        {
            inspector.Take(new(urgent, urgent.Length, Packets.Files.LinkType.Raw, i * 100, 0));
        }

        inspector.Noteworthy.Select(packet => packet.Offset).ShouldBe([0, 100, 200]);
        inspector.NoteworthyCounts[NoteworthyReason.UrgentData].ShouldBe(10);
    }

    private static byte[] Igmp(byte type) => Frames.Ipv4(2, [], [type, .. new byte[7]]);

    private static RouterAlertUse Use(IpProtocol protocol, ushort value, long packets) => new(false, new RouterAlertProtocol((ushort)protocol), value, packets);
}
