using RouterAlertAssurance.Packets.Dissection;
using RouterAlertAssurance.Packets.Files;
using RouterAlertAssurance.Packets.RouterAlert;

namespace RouterAlertAssurance.Packets.Tests.RouterAlert;

/// <summary>Messages with and without the option that the documents of their protocols ask for.</summary>
public sealed class RouterAlertDutyTests
{
    private static readonly byte[] Options = [1, 1, 1, 1];

    [Theory]
    [InlineData("1164 0000 e8010101", true, "query of version 2")]
    [InlineData("1100 0000 e8010101 02140000", true, "query of version 3, whatever its response time")]
    [InlineData("1600 0000 e8010101", true, "report of version 2")]
    [InlineData("1700 0000 e8010101", true, "leave")]
    [InlineData("2200 0000 00000001", true, "report of version 3")]
    [InlineData("3014 0000 007d0002", true, "advertisement of a multicast router")]
    [InlineData("3100 0000", true, "solicitation, which is no longer than this")]
    [InlineData("1100 0000 e8010101", false, "query of version 1")]
    [InlineData("1200 0000 e8010101", false, "report of version 1")]
    [InlineData("1301 0000 00000e03", false, "DVMRP")]
    [InlineData("1400 0000 00000000", false, "PIM version 1")]
    [InlineData("f000 0000 00000000", false, "experiment, such as a probe of ours")]
    [InlineData("2200 0000", false, "too short to tell")]
    public void IsNeglected_Igmp_IsOfVersions2And3(string message, bool expected, string what)
    {
        var octets = Frames.Hex(message);

        IsNeglected(Frames.Ipv4(2, [], octets)).ShouldBe(expected, what);
        IsNeglected(Frames.Ipv4(2, Options, octets)).ShouldBe(expected, what);
        IsNeglected(Frames.Ipv4(2, [148, 4, 0, 0], octets)).ShouldBeFalse(what);
        IsNeglected(Frames.Ipv4(2, [148, 3, 0, 0], octets)).ShouldBeFalse(what);
        IsNeglected(Frames.Ipv4(2, [], octets, fragment: 1)).ShouldBeFalse(what);
    }

    [Fact]
    public void IsNeglected_IcmpV6_IsOfMldAndMrd()
    {
        List<int> bare = [];
        for (var type = 0; type < 256; type++)
        {
            byte[] message = [(byte)type, 0, 0, 0];
            if (IsNeglected(Frames.Ipv6(58, message)))
            {
                bare.Add(type);
            }

            IsNeglected(Frames.Ipv6(0, [58, 0, 1, 4, 0, 0, 0, 0, .. message])).ShouldBe(bare.Contains(type));
            IsNeglected(Frames.Ipv6(0, [58, 0, 5, 2, 0, 0, 1, 0, .. message])).ShouldBeFalse();
            IsNeglected(Frames.Ipv6(60, [58, 0, 5, 2, 0, 0, 1, 0, .. message])).ShouldBeFalse();
        }

        bare.ShouldBe([130, 131, 132, 143, 151, 152, 153]);
    }

    [Theory]
    [InlineData(46)]
    [InlineData(17)]
    [InlineData(58)]
    public void IsNeglected_OtherProtocols_DoNotHaveTo(byte protocol) => IsNeglected(Frames.Ipv4(protocol, [], [143, 0, 0, 0, 0, 0, 0, 0])).ShouldBeFalse();

    [Fact]
    public void IsNeglected_CutAtEveryOctet_IsToldOnlyByTheMessageItself()
    {
        var (report, listener) = (Frames.Ipv4(2, Options, [0x22, 0, 0, 0, 0, 0, 0, 0]), Frames.Ipv6(0, 58, 0, 1, 4, 0, 0, 0, 0, 143, 0, 0, 0));
        for (var length = 0; length < report.Length; length++)
        {
            IsNeglected(report[..length], report.Length).ShouldBeFalse();
        }

        for (var length = 0; length < listener.Length; length++)
        {
            IsNeglected(listener[..length], listener.Length).ShouldBe(length > 48);
        }
    }

    private static bool IsNeglected(byte[] packet) => IsNeglected(packet, packet.Length);

    private static bool IsNeglected(byte[] packet, int originalLength)
    {
        Dissector.Dissect(LinkType.Raw, packet, originalLength, out var found);
        return RouterAlertDuty.IsNeglected(in found);
    }
}
