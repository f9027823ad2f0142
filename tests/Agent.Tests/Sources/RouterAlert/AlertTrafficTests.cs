using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Agent.Sources.RouterAlert;
using RouterAlertAssurance.Agent.Tests.Support;
using RouterAlertAssurance.Packets.Files;
using static RouterAlertAssurance.Agent.Tests.Sources.RouterAlert.AlertPackets;

namespace RouterAlertAssurance.Agent.Tests.Sources.RouterAlert;

/// <summary>What is counted of packets, and how the reads tell it.</summary>
public sealed class AlertTrafficTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly Dictionary<int, string> _names = new() { [1] = "to-ce1", [2] = "to-p1", [3] = "to-p2", [4] = "vxlan100" };
    private readonly AlertTraffic _traffic;

    public AlertTrafficTests()
    {
        _traffic = new AlertTraffic(() => _names, name => name == "vxlan100", Start);
        _traffic.Tick(Start);
    }

    [Fact]
    public void Packets_ComingIn_AreToldByFamilyProtocolAndValue()
    {
        _traffic.Take(Ipv4(46, Path(1)));
        _traffic.Take(Ipv4(46, Path(1), options: [148, 4, 0, 1]));
        _traffic.Take(Ipv4(46, Path(7)));
        _traffic.Take(Ipv6(58, [143, 0, 0, 0, 0, 0, 0, 0]), at: 2);
        _traffic.Take(Ipv4(46, Path(1)), direction: PacketDirection.Out);
        _traffic.Take(Ipv4(46, Path(1)), direction: PacketDirection.Other);
        _traffic.Take(Ipv4(46, Path(1), options: [1, 1, 1, 1]));

        Series("packets", "to-ce1").ShouldBe(["ipv4,rsvp,0 2", "ipv4,rsvp,1 1"]);
        Series("packets").ShouldBe(["ipv4,rsvp,0 2", "ipv4,rsvp,1 1", "ipv6,mld,0 1"]);
        Number("total", "to-ce1").ShouldBe(3);
        Number("total").ShouldBe(4);
        Number("total", "to-p2").ShouldBe(0);
        Number("malformed").ShouldBe(0);
    }

    [Fact]
    public void Probes_OfAgents_AreCountedByThemselves_SoManyInASecond()
    {
        var probe = Ipv4(17, [.. Udp(3503), .. "RAAp and what follows"u8]);
        for (var sent = 0; sent < InterfaceTraffic.MostProbes + 5; sent++)
        {
            _traffic.Take(probe);
        }

        Number("probes", "to-ce1").ShouldBe(InterfaceTraffic.MostProbes);
        Number("total", "to-ce1").ShouldBe(5, "anybody can forge the mark, and a flood must not hide behind it");

        _traffic.Tick(Start.AddSeconds(1));
        _traffic.Take(probe);

        Number("probes", "to-ce1").ShouldBe(InterfaceTraffic.MostProbes + 1);
        Number("total", "to-ce1").ShouldBe(5);
    }

    [Fact]
    public void Crossed_IntoATunnel_IsHiddenThere()
    {
        _traffic.Take(Ipv4(46, Path(1)), seconds: 1);
        _traffic.Take(Ipv4(46, Path(1), timeToLive: 63), at: 4, PacketDirection.Out, seconds: 1.5);

        Number("crossed").ShouldBe(0);
    }

    [Fact]
    public void Malformed_Options_AreCountedByThemselves()
    {
        _traffic.Take(Ipv4(46, Path(1), options: [148, 6, 0, 0, 0, 0, 0, 0]));

        Number("malformed", "to-ce1").ShouldBe(1);
        Number("total").ShouldBe(0);
    }

    [Fact]
    public void MissingOption_MessagesThatMustHaveIt_AreCountedByThemselves()
    {
        var report = Ipv4(2, [0x22, 0, 0, 0, 0, 0, 0, 0], options: []);
        _traffic.Take(report);
        _traffic.Take(report, at: 2);
        _traffic.Take(Ipv4(2, [0x30, 0, 0, 0, 0, 0, 0, 0], options: [1, 1, 1, 1]));
        _traffic.Take(Bare(143));
        _traffic.Take(Bare(151));
        // Of version 1, going out, for another machine, with the option, and none of these protocols.
        _traffic.Take(Ipv4(2, [0x12, 0, 0, 0, 0, 0, 0, 0], options: []));
        _traffic.Take(report, direction: PacketDirection.Out);
        _traffic.Take(report, direction: PacketDirection.Other);
        _traffic.Take(Ipv4(2, [0x22, 0, 0, 0, 0, 0, 0, 0]));
        _traffic.Take(Bare(128));

        Series("missing-option", "to-ce1").ShouldBe(["ipv4,igmp 1", "ipv4,mrd 1", "ipv6,mld 1", "ipv6,mrd 1"]);
        Series("missing-option").ShouldBe(["ipv4,igmp 2", "ipv4,mrd 1", "ipv6,mld 1", "ipv6,mrd 1"]);
        Series("packets").ShouldBe(["ipv4,igmp,0 1"]);
        Series("groups").ShouldBe(["0,ipv4,value 1"]);
        Series("talkers").ShouldBe(["igmp,192.0.2.1 1"]);
        (Number("total"), Number("malformed"), Number("crossed"), Number("probes")).ShouldBe((1, 0, 0, 0));
    }

    [Fact]
    public void MissingOption_Packets_AreKeptAsEvidenceOfTheirProtocol()
    {
        _traffic.Take(Ipv4(2, [0x22, 0, 0, 0, 0, 0, 0, 0]));
        for (var sent = 0; sent < 20; sent++)
        {
            _traffic.Take(Ipv4(2, [0x22, 0, 0, 0, 0, 0, 0, 0], options: []));
        }

        _traffic.Take(Bare(143));

        var purpose = RouterAlertReads.Purpose(MetricRead.Of("router-alert", "missing-option"));
        var packets = KeptPackets.Of(_traffic, purpose, "to-ce1", "igmp");

        packets.Count.ShouldBe(16);
        packets.ShouldAllBe(packet => packet.ToEvidence().Summary == "192.0.2.1 > 198.51.100.2 igmp, no Router Alert");
        KeptPackets.Of(_traffic, purpose, "", "mld").ShouldHaveSingleItem().ToEvidence().Summary.ShouldBe("2001:db8::1 > 2001:db8::2 mld, no Router Alert");
    }

    [Fact]
    public void MissingOption_OfInterfacesThatWent_StaysInTheSum()
    {
        for (var index = 10; index < 1010; index++)
        {
            _names.Remove(index - 1);
            _names[index] = $"ppp{index}";
            _traffic.Take(Bare(143), at: index);
            _traffic.Tick(Start.AddSeconds(index));
        }

        Series("missing-option").ShouldBe(["ipv6,mld 1000"]);
        Series("missing-option").ShouldBe(["ipv6,mld 1000"]);
    }

    [Fact]
    public void Groups_OfProtocols_AreSessionsPortsAndValues()
    {
        foreach (var session in (byte[])[1, 2, 7, 13, 9, 0])
        {
            _traffic.Take(Ipv4(46, Path(session)));
        }

        _traffic.Take(Ipv4(17, Udp(3503)));
        _traffic.Take(Ipv4(113, new byte[16], options: [148, 4, 0, 7]));
        _traffic.Take(Ipv6(58, [130, 0, 0, 0, 0, 0, 0, 0]));

        Series("groups", "to-ce1").ShouldBe(["0,ipv6,value 1", "7,ipv4,value 1", "port-3503,ipv4,port 1", "rsvp,ipv4,rsvp 3", "rsvp-aggregate,ipv4,rsvp 1", "rsvp-te,ipv4,rsvp 2"]);
    }

    [Fact]
    public void Crossed_PacketThatLeavesElsewhere_IsOfTheInterfaceItCameInOn()
    {
        var packet = Ipv4(46, Path(1));
        _traffic.Take(packet, seconds: 1);
        _traffic.Take(Ipv4(46, Path(1), timeToLive: 63), at: 2, PacketDirection.Out, seconds: 1.5);
        // A copy for another interface is the same packet.
        _traffic.Take(Ipv4(46, Path(1), timeToLive: 63), at: 3, PacketDirection.Out, seconds: 1.5);

        Number("crossed", "to-ce1").ShouldBe(1);
        Number("crossed").ShouldBe(1);
        Number("crossed", "to-p1").ShouldBe(0);
        Series("crossed-by-protocol", "to-ce1").ShouldBe(["ipv4,rsvp 1"]);
    }

    [Theory]
    [InlineData(1, 1, 1.5, 1)]
    [InlineData(1, 2, 3.5, 1)]
    [InlineData(1, 2, 1.5, 2)]
    public void Crossed_BackWhereItCameFrom_TooLateOrAnotherPacket_IsNot(ushort identification, int over, double seconds, ushort other)
    {
        _traffic.Take(Ipv4(46, Path(1), identification: identification), seconds: 1);
        _traffic.Take(Ipv4(46, Path(1), identification: other), over, PacketDirection.Out, seconds);

        Number("crossed").ShouldBe(0);
    }

    [Fact]
    public void Crossed_WithoutTheOption_IsNot()
    {
        _traffic.Take(Ipv4(46, Path(1)), seconds: 1);
        _traffic.Take(Ipv4(46, Path(1), options: [1, 1, 1, 1]), at: 2, PacketDirection.Out, seconds: 1);

        Number("crossed").ShouldBe(0);
    }

    [Fact]
    public void Talkers_OfAFloodWithForgedSources_StillNameWhoSendsMost()
    {
        var random = new Random(1);
        for (var sent = 0; sent < 20_000; sent++)
        {
            _traffic.Take(Ipv4(253, new byte[8], source: (uint)random.Next()));
            if (sent % 10 == 0)
            {
                _traffic.Take(Ipv4(17, Udp(9), source: 0x0A000001));
            }
        }

        var talkers = Series("talkers", "to-ce1");
        talkers.Count.ShouldBe(8);
        var heaviest = talkers.Single(text => text.StartsWith("udp,10.0.0.1 ", StringComparison.Ordinal));
        int.Parse(heaviest.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture).ShouldBeInRange(1900, 2000);
    }

    [Fact]
    public void TalkerNetworks_ManySendersOfOneNetwork_AreToldTogetherAndOneThatStandsOutByItself()
    {
        for (var sent = 0; sent < 20_000; sent++)
        {
            _traffic.Take(Ipv4(17, Udp(9), source: 0xC6336400u + (uint)(sent % 254)));
            if (sent % 10 == 0)
            {
                _traffic.Take(Ipv4(253, new byte[8], source: 0x0A000001));
            }
        }

        Series("talker-networks", "to-ce1").ShouldBe(["198.51.100.x,udp 20000"]);
        Series("talkers", "to-ce1").ShouldContain("protocol-253,10.0.0.1 2000");
    }

    // As a count, what somebody sent long ago would look new when others who sent more are gone.
    [Fact]
    public void Talkers_WhoSentNothingForTenSeconds_AreNotTold()
    {
        _traffic.Take(Ipv4(17, Udp(9), source: 0x0A000001));
        Series("talkers", "to-ce1").Count.ShouldBe(1);

        for (var second = 0; second <= AlertTally.Window; second++)
        {
            _traffic.Tick(Start.AddSeconds(second));
        }

        Series("talkers", "to-ce1").ShouldBeEmpty();
    }

    [Fact]
    public void Packets_OfMoreKindsThanAreTold_AreCountedTogetherAndTheUsualOnesByThemselves()
    {
        for (var value = 0; value < 1000; value++)
        {
            _traffic.Take(Ipv4(253, new byte[8], options: [148, 4, (byte)(value >> 8), (byte)value]));
        }

        _traffic.Take(Ipv4(46, Path(1)));

        var series = Series("packets");
        series.ShouldContain("ipv4,rsvp,0 1");
        series.ShouldContain("ipv4,other,other 966");
        series.Count.ShouldBe(36);
    }

    [Fact]
    public void Interfaces_ThatGoAndComeBack_GoOnCounting()
    {
        _traffic.Take(Ipv4(46, Path(1)));
        _names.Remove(1);
        _traffic.Tick(Start.AddSeconds(1));
        Number("total", "to-ce1").ShouldBe(1);
        _names[9] = "to-ce1";

        _traffic.Take(Ipv4(46, Path(1)), at: 9);

        Number("total", "to-ce1").ShouldBe(2);
        Reading("total", "nowhere").Samples.Values.Single().Reason.ShouldBe("there is no interface nowhere");
    }

    [Fact]
    public void Interfaces_MoreThanAreRemembered_LoseNoPacketOfTheSum()
    {
        for (var index = 10; index < 1010; index++)
        {
            _names.Remove(index - 1);
            _names[index] = $"ppp{index}";
            _traffic.Take(Ipv4(46, Path(1)), at: index);
            _traffic.Tick(Start.AddSeconds(index));
        }

        Number("total").ShouldBe(1000);
        Series("packets").ShouldBe(["ipv4,rsvp,0 1000"]);
        _traffic.Interfaces.Count().ShouldBeLessThanOrEqualTo(257);
    }

    [Fact]
    public void Report_Rates_AreOfTheLastTenSeconds()
    {
        for (var second = 1; second <= 30; second++)
        {
            for (var sent = 0; sent < 5; sent++)
            {
                _traffic.Take(Ipv4(46, Path(1)));
            }

            _traffic.Tick(Start.AddSeconds(second));
        }

        var document = RouterAlertReport.Of(_traffic, Start.AddSeconds(30));

        var rate = document.Rates.ShouldHaveSingleItem();
        (rate.Interface, rate.Protocol, rate.Value, rate.Packets, rate.PacketsPerSecond).ShouldBe(("to-ce1", "rsvp", 0, 150, 5));
        document.Talkers.ShouldHaveSingleItem().PacketsPerSecond.ShouldBe(5);
        document.Packets.Count.ShouldBe(16);
        document.Packets[0].Summary.ShouldBe("192.0.2.1 > 198.51.100.2 rsvp, Router Alert 0: every router examines the packet (RFC 2113)");
    }

    [Fact]
    public void Keep_Flood_IsBounded()
    {
        for (var index = 1; index <= 3; index++)
        {
            for (var protocol = 0; protocol < 256; protocol++)
            {
                for (var sent = 0; sent < 20; sent++)
                {
                    _traffic.Take(Ipv4((byte)protocol, new byte[300], identification: (ushort)sent), at: index);
                }
            }
        }

        var packets = _traffic.Keep.Packets(null, null, _ => true);

        packets.Count.ShouldBe(256 * 16);
        packets.Sum(packet => packet.Octets.Length).ShouldBe(1 << 20);
        packets.ShouldAllBe(packet => packet.Length == 324);
    }

    [Fact]
    public void Crossed_OfMoreProtocolsThanAreTold_IsTheSumOfAll()
    {
        for (var protocol = 0; protocol < 256; protocol++)
        {
            _traffic.Take(Ipv4((byte)protocol, new byte[8]), seconds: 1);
            _traffic.Take(Ipv4((byte)protocol, new byte[8], timeToLive: 63), at: 2, PacketDirection.Out, seconds: 1);
        }

        Number("crossed").ShouldBe(256);
        Number("crossed", "to-ce1").ShouldBe(256);
        Series("crossed-by-protocol").Count.ShouldBeLessThanOrEqualTo(65);
    }

    private List<string> Series(string read, string? interfaceName = null) =>
        [.. Reading(read, interfaceName).Series.Values.Single().Select(item => $"{item.Key} {item.Sample.Number}").Order(StringComparer.Ordinal)];

    private double Number(string read, string? interfaceName = null) => Reading(read, interfaceName).Samples.Values.Single().Number;

    private RecordingSink Reading(string read, string? interfaceName)
    {
        var sink = new RecordingSink();
        RouterAlertReads.Report(interfaceName is null ? MetricRead.Of("router-alert", read) : MetricRead.Of("router-alert", read, ("interface", interfaceName)), _traffic, sink, Start);
        return sink;
    }
}
