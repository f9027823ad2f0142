using FsCheck;
using FsCheck.Fluent;
using RouterAlertAssurance.WebUi.Components.Shared.Packets;
using RouterAlertAssurance.WebUi.Tests.Fakes;

namespace RouterAlertAssurance.WebUi.Tests.Shared;

/// <summary>What is said of the octets of a packet.</summary>
public sealed class PacketTests
{
    [Fact]
    public void Anatomy_OfRsvp_HasAddressesOptionAndChecksum()
    {
        var anatomy = PacketAnatomy.Of(FakePackets.Rsvp());

        anatomy.Protocol.ShouldBe("rsvp");
        anatomy.Option.ShouldBe(20..24);
        Fact(anatomy, "From").ShouldBe("10.0.0.1");
        Fact(anatomy, "To").ShouldBe("10.255.0.2");
        Fact(anatomy, "Header").ShouldBe("24 octets, checksum right");
        Fact(anatomy, "Router Alert").ShouldBe("value 0 (examine packet), octets 20 to 23");
    }

    [Fact]
    public void Anatomy_OfMld_FindsTheOptionBehindTheHeader()
    {
        var anatomy = PacketAnatomy.Of(FakePackets.Mld());

        anatomy.Protocol.ShouldBe("mld");
        anatomy.Option.ShouldBe(42..46);
        Fact(anatomy, "Protocol").ShouldBe("MLD (58)");
        Fact(anatomy, "Router Alert").ShouldBe("value 0 (MLD), octets 42 to 45");
    }

    [Fact]
    public void Anatomy_OptionOverwritten_SaysThatTheChecksumIsWrong()
    {
        var octets = FakePackets.Rsvp();
        octets.AsSpan(20, 4).Fill(1);

        var anatomy = PacketAnatomy.Of(octets);

        Fact(anatomy, "Header").ShouldEndWith("checksum wrong");
        Fact(anatomy, "Router Alert").ShouldBe("none");
        anatomy.IsOption(20).ShouldBeFalse();
    }

    [Theory]
    [InlineData("01019404000000 00", 22, 26, "value 0 (examine packet), octets 22 to 25")]
    [InlineData("94060000000000 00", 20, 26, "malformed: its length is 6; octets 20 to 25")]
    [InlineData("94000000", 20, 22, "malformed: its length is 0; octets 20 to 21")]
    [InlineData("00000000 94040000", 0, 0, "none")]
    [InlineData("07ff0000", 0, 0, "none")]
    [InlineData("94ff0000", 20, 24, "malformed: its length is 255; octets 20 to 23")]
    public void Anatomy_OfIpv4Options_FindsTheOptionWhereItStands(string options, int start, int end, string text)
    {
        var anatomy = PacketAnatomy.Of(FakePackets.Ipv4(2, Convert.FromHexString(options.Replace(" ", "", StringComparison.Ordinal)), [0x16, 0]));

        anatomy.Option.ShouldBe(start..end);
        Fact(anatomy, "Router Alert").ShouldBe(text);
    }

    [Theory]
    [InlineData(2, 0x30, "mrd")]
    [InlineData(2, 0x16, "igmp")]
    [InlineData(113, 0, "pgm")]
    [InlineData(253, 0, "protocol-253")]
    public void Anatomy_OfProtocol_HasTheWordOfTheMetrics(byte protocol, byte first, string word) =>
        PacketAnatomy.Of(FakePackets.Ipv4(protocol, [], [first, 0])).Protocol.ShouldBe(word);

    [Fact]
    public void Anatomy_OfAnyOctets_ThrowsNothingAndStaysInside() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(),
        ArbMap.Default.ArbFor<bool>(),
        (octets, isV6) =>
        {
            if (octets.Length > 0)
            {
                octets[0] = (byte)((isV6 ? 0x60 : 0x40) | (octets[0] & 15));
            }

            var option = PacketAnatomy.Of(octets).Option;
            return option.Start.Value >= 0 && option.End.Value <= octets.Length;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Anatomy_CutAnywhere_ThrowsNothing()
    {
        foreach (var packet in new[] { FakePackets.Rsvp(), FakePackets.Mld(), FakePackets.Ipv4(2, [0x94, 4, 0, 0, 0x94, 9, 0, 0], [0x16]) })
        {
            for (var length = 0; length <= packet.Length; length++)
            {
                var anatomy = PacketAnatomy.Of(packet.AsSpan(0, length));
                anatomy.Facts.ShouldNotBeEmpty();
                anatomy.Option.End.Value.ShouldBeLessThanOrEqualTo(length);
            }
        }
    }

    [Fact]
    public void HexRows_OfOctets_MarkWhatIsAskedForAndNoMore()
    {
        var octets = Enumerable.Range(0, 20).Select(number => (byte)(number + 0x3c)).ToArray();

        var rows = HexRow.Of(octets, index => index is >= 6 and <= 8).ToArray();

        rows.Select(row => row.Offset).ShouldBe(["0000", "0010"]);
        rows[0].Runs.ShouldBe([("3c 3d 3e 3f 40 41 ", false), ("42 43  44", true), (" 45 46 47 48 49 4a 4b", false)]);
        rows[1].Runs.ShouldBe([("4c 4d 4e 4f", false)]);
        rows[0].Characters.ShouldBe("<=>?@ABCDEFGHIJK");
    }

    [Theory]
    [InlineData(false, 0, "examine packet")]
    [InlineData(false, 1, "aggregated reservation, level 1")]
    [InlineData(false, 32, "aggregated reservation, level 32")]
    [InlineData(false, 33, "QoS NSLP, level 0")]
    [InlineData(false, 65, "NSIS NAT/firewall")]
    [InlineData(false, 66, "unassigned")]
    [InlineData(false, 65503, "experiment")]
    [InlineData(true, 1, "RSVP")]
    [InlineData(true, 4, "aggregated reservation, level 0")]
    [InlineData(true, 69, "MPLS OAM")]
    [InlineData(true, 70, "unassigned")]
    [InlineData(true, 65535, "reserved")]
    [InlineData(true, 99999, "unassigned")]
    public void OptionValue_Name_IsThatOfTheRegistry(bool isV6, int value, string name) => OptionValue.Name(isV6, value).ShouldBe(name);

    private static string Fact(PacketAnatomy anatomy, string name) => anatomy.Facts.Single(fact => fact.Key == name).Value;
}
