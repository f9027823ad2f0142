using System.Buffers.Binary;
using RouterAlertAssurance.Packets.Layers;
using RouterAlertAssurance.Packets.RouterAlert;

namespace RouterAlertAssurance.Packets.Tests.RouterAlert;

public sealed class RouterAlertProtocolTests
{
    private static readonly byte[] Option = [148, 4, 0, 0];

    [Theory]
    [InlineData(2, 0x16, "igmp")]
    [InlineData(2, 0x30, "mrd")]
    [InlineData(46, 0, "rsvp")]
    [InlineData(113, 0, "pgm")]
    [InlineData(6, 0, "tcp")]
    [InlineData(17, 0, "udp")]
    [InlineData(132, 0, "sctp")]
    [InlineData(1, 8, "icmp")]
    [InlineData(253, 0, "protocol-253")]
    public void Of_Ipv4_IsNamed(byte protocol, byte first, string expected) => Name(Frames.Ipv4(protocol, Option, [first, 0, 0, 0, 0, 0, 0, 0])).ShouldBe(expected);

    [Theory]
    [InlineData(58, 143, "mld")]
    [InlineData(58, 130, "mld")]
    [InlineData(58, 151, "mrd")]
    [InlineData(58, 128, "icmpv6")]
    [InlineData(46, 16, "rsvp")]
    public void Of_Ipv6_IsNamed(byte protocol, byte first, string expected) => Name(Frames.Ipv6(0, [protocol, 0, 5, 2, 0, 0, 1, 0, first, 0, 0, 0, 0, 0, 0, 0])).ShouldBe(expected);

    [Fact]
    public void Of_LaterFragment_IsTheProtocolAlone() => Name(Frames.Ipv4(2, Option, [0x30, 0, 0, 0, 0, 0, 0, 0], fragment: 5)).ShouldBe("igmp");

    [Theory]
    [InlineData("rsvp", "rsvp")]
    [InlineData("RSVP", "rsvp")]
    [InlineData("mld", "mld")]
    [InlineData("mrd", "mrd")]
    [InlineData("46", "rsvp")]
    [InlineData("protocol-253", "protocol-253")]
    [InlineData("protocol-256", null)]
    [InlineData("-1", null)]
    [InlineData("rspv", null)]
    [InlineData("", null)]
    public void Parse_Text_IsAProtocolOrNone(string text, string? expected) => (RouterAlertProtocol.Parse(text)?.ToString()).ShouldBe(expected);

    [Fact]
    public void Parse_WhatToStringWrites_IsTheSame()
    {
        for (ushort code = 0; code < RouterAlertProtocol.Count; code++)
        {
            RouterAlertProtocol.Parse(new RouterAlertProtocol(code).ToString()).ShouldBe(new RouterAlertProtocol(code));
        }
    }

    [Theory]
    [InlineData("94040000", "192.0.2.1 > 198.51.100.2 rsvp, Router Alert 0: every router examines the packet (RFC 2113)")]
    [InlineData("9406000000000000", "192.0.2.1 > 198.51.100.2 rsvp, Router Alert of the wrong length")]
    [InlineData("0094040000000000", "192.0.2.1 > 198.51.100.2 rsvp, Router Alert behind End of Options")]
    [InlineData("01010101", "192.0.2.1 > 198.51.100.2 rsvp, no Router Alert")]
    public void Summary_Packet_IsAddressesProtocolAndOption(string options, string expected)
    {
        var packet = WithChecksum(Frames.Ipv4(46, Frames.Hex(options), new byte[8]));

        RouterAlertSummary.Of(packet, packet.Length).ShouldBe(expected);
        for (var length = 0; length < packet.Length; length++)
        {
            RouterAlertSummary.Of(packet.AsSpan(0, length), packet.Length).ShouldNotBeEmpty();
        }
    }

    [Fact]
    public void Summary_WrongChecksum_IsTold()
    {
        var packet = WithChecksum(Frames.Ipv4(46, Frames.Hex("94040000"), new byte[8]));
        packet[10] ^= 1;

        RouterAlertSummary.Of(packet, packet.Length).ShouldEndWith("(RFC 2113), checksum of the header wrong");
    }

    [Fact]
    public void Summary_TimeExceeded_TellsOfThePacketThatItQuotes()
    {
        var quoted = Frames.Ipv4(17, Frames.Hex("94040000"), new byte[8]);
        var packet = WithChecksum(Frames.Ipv4(1, [], [11, 0, 0, 0, 0, 0, 0, 0, .. quoted]));

        RouterAlertSummary.Of(packet, packet.Length).ShouldBe(
            "192.0.2.1 > 198.51.100.2 icmp, no Router Alert, quotes 192.0.2.1 > 198.51.100.2 udp, Router Alert 0: every router examines the packet (RFC 2113)");
    }

    private static byte[] WithChecksum(byte[] packet)
    {
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(10), InternetChecksum.Of(packet.AsSpan(0, (packet[0] & 15) * 4)));
        return packet;
    }

    private static string Name(byte[] packet)
    {
        var found = Frames.Dissect(packet);
        return RouterAlertProtocol.Of(in found).ToString();
    }
}
