using RouterAlertAssurance.Packets.Dissection;
using RouterAlertAssurance.Packets.Layers;
using RouterAlertAssurance.Packets.RouterAlert;

namespace RouterAlertAssurance.Packets.Tests.Dissection;

/// <summary>Where Router Alert counts and where it does not (RFC 2113, RFC 2711, RFC 8200).</summary>
public sealed class RouterAlertTests
{
    [Theory]
    [InlineData("94040000", RouterAlertState.Present, 0)]
    [InlineData("94040001", RouterAlertState.Present, 1)]
    [InlineData("0101010194040000", RouterAlertState.Present, 0)]
    [InlineData("8203019404000700", RouterAlertState.Present, 7)]
    [InlineData("9404002101000000", RouterAlertState.Present, 33)]
    [InlineData("9406000000000000", RouterAlertState.WrongLength, 0)]
    [InlineData("9403000000000000", RouterAlertState.WrongLength, 0)]
    [InlineData("9406000000009404000900", RouterAlertState.Present, 9, "00")]
    [InlineData("0000000094040005", RouterAlertState.Hidden, 5)]
    [InlineData("0101000000000000", RouterAlertState.None, 0)]
    [InlineData("0704080001000000", RouterAlertState.None, 0)]
    public void Dissect_Ipv4Options_FindsRouterAlert(string options, RouterAlertState state, int value, string rest = "")
    {
        var found = Frames.Dissect(Frames.Ipv4(46, Frames.Hex(options + rest), new byte[8]));

        found.RouterAlert.ShouldBe(state);
        found.RouterAlertValue.ShouldBe((ushort)value);
        found.Protocol.ShouldBe(IpProtocol.Rsvp);
        found.Transport.Length.ShouldBe(8);
    }

    [Fact]
    public void Dissect_Ipv4TwoRouterAlerts_TakesTheFirstAndSaysSo()
    {
        var found = Frames.Dissect(Frames.Ipv4(2, Frames.Hex("9404000094040001"), new byte[8]));

        found.RouterAlertValue.ShouldBe((ushort)0);
        found.IsRouterAlertRepeated.ShouldBeTrue();
    }

    [Theory]
    [InlineData("9400000000000000")]
    [InlineData("9401000000000000")]
    [InlineData("010101010101070a")]
    [InlineData("0101010101010194")]
    public void Dissect_Ipv4OptionThatDoesNotFit_IsMalformed(string options) =>
        Frames.Dissect(Frames.Ipv4(17, Frames.Hex(options), Frames.Udp(1, 2))).Problem.ShouldBe(DissectionProblem.Ipv4Option);

    [Theory]
    // The Hop-by-Hop Options header right behind the IPv6 header: alone, behind padding, before padding.
    [InlineData(0, "2e000502000101000000000000000000", RouterAlertState.Present, 1, IpProtocol.Rsvp)]
    [InlineData(0, "3a0005020000010000", RouterAlertState.Present, 0, IpProtocol.IcmpV6)]
    [InlineData(0, "3a00010005020000", RouterAlertState.Present, 0, IpProtocol.IcmpV6)]
    [InlineData(0, "3a00000005020004", RouterAlertState.Present, 4, IpProtocol.IcmpV6)]
    // Without the option; of a wrong length.
    [InlineData(0, "3a00010400000000", RouterAlertState.None, 0, IpProtocol.IcmpV6)]
    [InlineData(0, "3a0005040000000000", RouterAlertState.WrongLength, 0, IpProtocol.IcmpV6)]
    // In Destination Options; behind a routing header.
    [InlineData(60, "1100050200010100", RouterAlertState.Misplaced, 1, IpProtocol.Udp)]
    [InlineData(43, "00000000000000001100050200000100", RouterAlertState.Misplaced, 0, IpProtocol.Udp)]
    public void Dissect_Ipv6Headers_FindsRouterAlert(byte next, string headers, RouterAlertState state, int value, IpProtocol protocol)
    {
        var found = Frames.Dissect(Frames.Ipv6(next, [.. Frames.Hex(headers), .. new byte[16]]));

        found.RouterAlert.ShouldBe(state);
        found.RouterAlertValue.ShouldBe((ushort)value);
        found.Protocol.ShouldBe(protocol);
    }

    [Fact]
    public void Dissect_Ipv6TwoRouterAlerts_IsRepeated() =>
        Frames.Dissect(Frames.Ipv6(0, Frames.Hex("3a01050200000502000101020000 0100"))).IsRouterAlertRepeated.ShouldBeTrue();

    [Fact]
    public void Dissect_LaterFragment_HasItsProtocolAndNoTransport()
    {
        var found = Frames.Dissect(Frames.Ipv4(17, Frames.Hex("94040000"), new byte[16], fragment: 5));

        found.RouterAlert.ShouldBe(RouterAlertState.Present);
        found.FragmentOffset.ShouldBe(40);
        found.Transport.IsEmpty.ShouldBeTrue();
        found.Protocol.ShouldBe(IpProtocol.Udp);
    }

    [Theory]
    [InlineData(false, 0, true, "every router examines the packet (RFC 2113)")]
    [InlineData(false, 1, true, "aggregated reservation, nesting level 1 (RFC 3175)")]
    [InlineData(false, 32, true, "aggregated reservation, nesting level 32 (RFC 3175)")]
    [InlineData(false, 33, true, "QoS NSLP, aggregation level 0 (RFC 5974)")]
    [InlineData(false, 66, false, "unassigned")]
    [InlineData(true, 0, true, "Multicast Listener Discovery (RFC 2710)")]
    [InlineData(true, 4, true, "aggregated reservation, nesting level 0 (RFC 3175)")]
    [InlineData(true, 35, true, "aggregated reservation, nesting level 31 (RFC 3175)")]
    [InlineData(true, 69, true, "MPLS OAM (RFC 7506)")]
    [InlineData(true, 70, false, "unassigned")]
    [InlineData(true, 65503, true, "experiment (RFC 5350)")]
    [InlineData(true, 65535, true, "reserved (RFC 5350)")]
    public void Value_IsDescribed(bool isV6, int value, bool isAssigned, string meaning)
    {
        RouterAlertValue.IsAssigned(isV6, value).ShouldBe(isAssigned);
        RouterAlertValue.Describe(isV6, value).ShouldBe(meaning);
    }
}
