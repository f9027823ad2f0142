using RouterAlertAssurance.Packets.Dissection;
using RouterAlertAssurance.Packets.Files;
using RouterAlertAssurance.Packets.Layers;

namespace RouterAlertAssurance.Packets.Tests.Dissection;

/// <summary>The way to IP through link layers, and what contradicts itself.</summary>
public sealed class DissectorTests
{
    private static readonly byte[] Packet = Frames.Ipv4(17, [], Frames.Udp(1, 2, 3));

    public static TheoryData<LinkType, string> Links() => new()
    {
        { LinkType.Ethernet, "000000000000000000000000 0800" },
        { LinkType.Ethernet, "000000000000000000000000 8100 0064 0800" },
        { LinkType.Ethernet, "000000000000000000000000 88a8 0064 8100 0005 0800" },
        { LinkType.Ethernet, "000000000000000000000000 8847 00010000 00011140" },
        { LinkType.Ethernet, "000000000000000000000000 8864 1100 0001 001f 0021" },
        { LinkType.Ethernet, "000000000000000000000000 0030 aaaa03 000000 0800" },
        { LinkType.LinuxSll, "0000 0001 0006 0000000000000000 0800" },
        { LinkType.LinuxSll2, "0800 0000 00000002 0001 00 06 0000000000000000" },
        { LinkType.Null, "02000000" },
        { LinkType.Loop, "00000002" },
        { LinkType.Ppp, "ff03 0021" },
        { LinkType.Raw, "" },
        { LinkType.Ipv4, "" },
    };

    [Theory]
    [MemberData(nameof(Links))]
    public void Dissect_LinkLayer_IsPassed(LinkType link, string header)
    {
        var found = Frames.Dissect([.. Frames.Hex(header), .. Packet], link);

        found.IsIpv4.ShouldBeTrue();
        found.Protocol.ShouldBe(IpProtocol.Udp);
        found.Source.ToArray().ShouldBe([192, 0, 2, 1]);
        found.Destination.ToArray().ShouldBe([198, 51, 100, 2]);
        new UdpDatagram(found.Transport).Payload.ToArray().ShouldBe([3]);
        found.Problem.ShouldBe(DissectionProblem.None);
    }

    [Fact]
    public void Dissect_Padding_IsNoPartOfThePacket() =>
        Frames.Dissect(Frames.Ethernet(0x0800, [.. Packet, .. new byte[17]]), LinkType.Ethernet).Transport.Length.ShouldBe(9);

    [Theory]
    [InlineData("44000014000000004011000000000000 00000000", DissectionProblem.Ipv4HeaderLength)]
    [InlineData("4500000a000000004011000000000000 00000000", DissectionProblem.IpLength)]
    [InlineData("45000100000000004011000000000000 00000000", DissectionProblem.IpLength)]
    [InlineData("450000140000000040110000", DissectionProblem.IpLength)]
    [InlineData("60000000000011400000", DissectionProblem.IpLength)]
    [InlineData("60000004000000400000000000000000000000000000000000000000000000000000000000000000 11000000", DissectionProblem.Ipv6ExtensionHeader)]
    [InlineData("60000008000000400000000000000000000000000000000000000000000000000000000000000000 3b05000000000000", DissectionProblem.Ipv6ExtensionHeader)]
    [InlineData("60000008000000400000000000000000000000000000000000000000000000000000000000000000 3b000109 00000000", DissectionProblem.Ipv6Option)]
    [InlineData("60000010003c40000000000000000000000000000000000000000000000000000000000000000000", DissectionProblem.IpLength)]
    public void Dissect_Contradiction_IsReported(string packet, DissectionProblem problem) =>
        Frames.Dissect(Frames.Hex(packet)).Problem.ShouldBe(problem);

    [Fact]
    public void Dissect_HopByHopOptionsBehindAnother_IsReported() =>
        Frames.Dissect(Frames.Ipv6(60, Frames.Hex("0000010400000000 3b00010400000000"))).Problem.ShouldBe(DissectionProblem.Ipv6ExtensionOrder);

    [Theory]
    [InlineData(6, EtherType.Ipv6)]
    [InlineData(4, EtherType.Ipv4)]
    [InlineData(5, EtherType.None)]
    public void Dissect_VersionOtherThanTheFrames_GoesByThePacket(int version, EtherType network)
    {
        var packet = new byte[60];
        packet[0] = (byte)((version << 4) | 5);
        var found = Frames.Dissect(Frames.Ethernet(version == 4 ? 0x86DD : 0x0800, packet), LinkType.Ethernet);

        found.Network.ShouldBe(network);
        found.Problem.ShouldBe(DissectionProblem.IpVersion);
    }

    [Fact]
    public void Dissect_CutOff_IsNoContradiction()
    {
        for (var length = 0; length < Packet.Length; length++)
        {
            Dissector.Dissect(LinkType.Ipv4, Packet.AsSpan(0, length), Packet.Length, out var found);
            found.Problem.ShouldBe(DissectionProblem.None);
            found.Transport.Length.ShouldBe(Math.Max(0, length - 20));
        }
    }

    [Theory]
    [InlineData(4, "")]
    [InlineData(47, "00000800")]
    [InlineData(47, "b0000800 00000000 00000001 00000002")]
    [InlineData(47, "00006558 000000000000000000000000 0800")]
    [InlineData(17, "c00012b5 00000000 0800000000000100 000000000000000000000000 0800")]
    [InlineData(17, "c00017c1 00000000 0100080000000100 00000000")]
    public void TryDissectInner_Tunnel_FindsThePacketInside(byte protocol, string header)
    {
        var outer = Frames.Dissect(Frames.Ipv4(protocol, [], [.. Frames.Hex(header), .. Packet]));

        Dissector.TryDissectInner(in outer, out var inner).ShouldBeTrue();
        inner.IsIpv4.ShouldBeTrue();
        inner.Protocol.ShouldBe(IpProtocol.Udp);
        inner.Problem.ShouldBe(DissectionProblem.None);
        Dissector.TryDissectInner(in inner, out _).ShouldBeFalse();
    }
}
