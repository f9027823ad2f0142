using System.Text.Json;
using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Agent.Sources.Cgroup;
using RouterAlertAssurance.Agent.Sources.Frr;
using RouterAlertAssurance.Agent.Sources.IpCommand;
using RouterAlertAssurance.Agent.Sources.Netlink;
using RouterAlertAssurance.Agent.Sources.Ping;
using RouterAlertAssurance.Agent.Sources.Procfs;
using RouterAlertAssurance.Packets.Layers;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Agent.Tests.Sources;

public sealed class OtherParserTests
{
    [Fact]
    public void IsisAdjacencies_LostNeighbour_IsNotCounted()
    {
        var interfaces = JsonElement.Parse("""
            {"areas":[{"area":"CORE","circuits":[{"circuit":0,"interface":{"name":"lo","state":"Up","type":"loopback"}},
            {"circuit":0,"interface":{"name":"to-p1","state":"Up","type":"p2p"}},{"circuit":0,"interface":{"name":"to-p2","state":"Up","type":"p2p"}}]}]}
            """);
        var neighbours = JsonElement.Parse("""
            {"areas":[{"area":"CORE","circuits":[{"circuit":0},{"circuit":0,"adj":"p1","interface":"to-p1","level":2,"state":"Up"},
            {"circuit":0,"adj":"p2","interface":"to-p2","level":2,"state":"Initializing"}]}]}
            """);

        FrrIsis.Circuits(interfaces).ShouldBe(2);
        FrrIsis.Adjacencies(neighbours).ShouldBe(1);
    }

    [Fact]
    public void OspfNeighbours_FullAndNot_CountsFull()
    {
        var neighbours = JsonElement.Parse("""
            {"neighbors":{"10.255.0.11":[{"nbrState":"Full\/-","converged":"Full"}],"10.255.0.12":[{"nbrState":"ExStart\/-","converged":"ExStart"}]}}
            """);
        var interfaces = JsonElement.Parse("""
            {"interfaces":{"lo":{"networkType":"LOOPBACK","state":"Loopback"},"to-p1":{"networkType":"POINTOPOINT","state":"Point-To-Point"}}}
            """);

        FrrOspf.Neighbours(neighbours).ShouldBe(1);
        FrrOspf.Interfaces(interfaces).ShouldBe(1);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"areas":7}""")]
    [InlineData("""{"areas":[{"circuits":[3,"x",{"adj":5}]}],"neighbors":[1],"interfaces":{"a":3}}""")]
    public void FrrCounts_UnexpectedShape_CountNothing(string json)
    {
        var document = JsonElement.Parse(json);

        FrrIsis.Adjacencies(document).ShouldBe(0);
        FrrOspf.Neighbours(document).ShouldBe(0);
    }

    [Fact]
    public void IpJson_LinkAndRoutes_GiveWhatNetlinkGives()
    {
        var links = IpJsonParser.Links(JsonElement.Parse("""
            [{"ifindex":4,"ifname":"vx","flags":["BROADCAST","UP","LOWER_UP"],"mtu":1450,"operstate":"UNKNOWN",
              "linkinfo":{"info_kind":"vxlan","info_data":{"id":100,"remote":"10.0.0.2","local":"10.0.0.1"}},
              "stats64":{"rx":{"bytes":3,"packets":1,"errors":10,"dropped":0},"tx":{"bytes":4,"packets":2,"errors":0,"dropped":5}}}]
            """));
        var network = new NetworkSnapshot { Links = links };
        var routes = IpJsonParser.Routes(JsonElement.Parse("""
            [{"dst":"default","gateway":"10.0.0.9","dev":"vx","flags":[]},
             {"dst":"10.9.0.0/16","flags":[],"nexthops":[{"gateway":"10.0.0.2","dev":"vx","flags":[]},{"gateway":"10.0.0.3","dev":"vx","flags":["dead","linkdown"]}]}]
            """), network).ToList();

        var link = links[4];
        link.OperUp.ShouldBeTrue();
        link.Counters.ShouldBe(new LinkCounters(1, 2, 3, 4, 10, 0, 0, 5));
        link.Tunnel!.Remote!.ToString().ShouldBe("10.0.0.2");
        link.Tunnel.Vni.ShouldBe(100u);
        routes.Select(route => (route.Prefix.ToString(), route.NextHops.Count(hop => hop.IsUsable))).ShouldBe([("0.0.0.0/0", 1), ("10.9.0.0/16", 1)]);
    }

    [Fact]
    public void Procfs_Tables_GiveValuesByProtocolAndField()
    {
        var values = ProcfsParser.Tables("Ip: Forwarding InReceives\nIp: 1 77\nTcp: RtoMin RetransSegs\nTcp: 200 -1\n");

        values["Ip/InReceives"].ShouldBe(77);
        values["Tcp/RetransSegs"].ShouldBe(-1);
        ProcfsParser.Sockstat("TCP: inuse 4 orphan 2\n")["TCP/orphan"].ShouldBe(2);
        ProcfsParser.Snmp6("Ip6InReceives \t 5\nIcmp6InMsgs\t6\n")["Icmp6/InMsgs"].ShouldBe(6);
        ProcfsParser.Tables("garbage").ShouldBeEmpty();
    }

    [Fact]
    public void CpuTimes_FirstLine_SeparatesIdleAndGuest()
    {
        CpuTimes.Parse("cpu  10 0 10 70 10 0 0 0 5 0\ncpu0 1 2 3 4").ShouldBe(new CpuTimes(20, 100));
        CpuTimes.Parse("nonsense").ShouldBeNull();
    }

    [Fact]
    public void Cgroup_BothVersions_GiveWorkingSetQuotaAndThrottling()
    {
        using var folder = new TemporaryDirectory();
        folder.Write("v1/memory.usage_in_bytes", "150\n");
        folder.Write("v1/memory.limit_in_bytes", "200\n");
        folder.Write("v1/memory.stat", "total_inactive_file 50\n");
        folder.Write("v1/cpu.stat", "nr_throttled 3\nthrottled_time 2000000000\n");
        folder.Write("v1/cpu.cfs_quota_us", "25000\n");
        folder.Write("v1/cpu.cfs_period_us", "100000\n");
        folder.Write("v1/cpuacct.usage", "5000000000\n");
        folder.Write("v2/memory.current", "150\n");
        folder.Write("v2/memory.max", "max\n");
        folder.Write("v2/memory.stat", "inactive_file 50\n");
        folder.Write("v2/cpu.stat", "usage_usec 4000000\nthrottled_usec 1000000\n");
        folder.Write("v2/cpu.max", "max 100000\n");

        var first = CgroupFiles.Of(MetricRead.Of("cgroup", "x", ("memory", folder.Combine("v1")), ("cpu", folder.Combine("v1"))));
        first.MemoryUtilisation().ShouldBe(0.5);
        first.QuotaCores().ShouldBe(0.25);
        first.UsedSeconds().ShouldBe(5);
        first.ThrottledSeconds().ShouldBe(2);
        var second = CgroupFiles.Of(MetricRead.Of("cgroup", "x", ("memory", folder.Combine("v2"))));
        second.MemoryUtilisation().ShouldBeNull();
        second.QuotaCores().ShouldBeNull();
        second.UsedSeconds().ShouldBe(4);
        second.ThrottledSeconds().ShouldBe(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void IcmpEcho_Request_HasAValidChecksumAndReplyIsRecognised(bool ipv6)
    {
        var message = new byte[IcmpEcho.Length];
        IcmpEcho.WriteRequest(message, ipv6, 7, 9);
        InternetChecksum.Of(message).ShouldBe(ipv6 ? InternetChecksum.Of(message) : (ushort)0);

        message[0] = ipv6 ? (byte)129 : (byte)0;
        IcmpEcho.ReadReply(message, ipv6, hasHeader: false, 7).ShouldBe((ushort)9);
        IcmpEcho.ReadReply(message, ipv6, hasHeader: false, 8).ShouldBeNull();
        for (var length = 0; length < 8; length++)
        {
            IcmpEcho.ReadReply(message.AsSpan(0, length), ipv6, hasHeader: false, 7).ShouldBeNull();
            IcmpEcho.ReadReply(message.AsSpan(0, length), ipv6, hasHeader: true, 7).ShouldBeNull();
        }
    }

    [Fact]
    public void PingWindow_EveryFourthLost_GivesAQuarter()
    {
        var window = new PingWindow(20, TimeSpan.FromSeconds(1));
        for (var i = 0; i < 40; i++)
        {
            var sequence = window.Sent(TimeSpan.FromMilliseconds(i * 200));
            if (i % 4 != 0)
            {
                window.Answered(sequence, TimeSpan.FromMilliseconds((i * 200) + 10));
            }
        }

        var (loss, roundTrip, jitter) = window.Result(TimeSpan.FromSeconds(20))!.Value;

        loss.ShouldBe(0.25);
        roundTrip.ShouldBe(TimeSpan.FromMilliseconds(10));
        jitter.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void PingWindow_EverySecondAnswerLater_GivesTheDifferenceAsJitter()
    {
        var window = new PingWindow(20, TimeSpan.FromSeconds(1));
        for (var i = 0; i < 10; i++)
        {
            var sent = TimeSpan.FromMilliseconds(i * 200);
            window.Answered(window.Sent(sent), sent + TimeSpan.FromMilliseconds(i % 2 == 0 ? 10 : 40));
        }

        window.Result(TimeSpan.FromSeconds(20)).ShouldBe((0, TimeSpan.FromMilliseconds(25), TimeSpan.FromMilliseconds(30)));
    }

    [Fact]
    public void PingWindow_TooFewDecided_SaysNothing()
    {
        var window = new PingWindow(20, TimeSpan.FromSeconds(1));
        for (var i = 0; i < 4; i++)
        {
            window.Sent(TimeSpan.Zero);
        }

        window.Result(TimeSpan.FromSeconds(2)).ShouldBeNull();
        window.Sent(TimeSpan.Zero);
        window.Result(TimeSpan.FromSeconds(2)).ShouldBe((1, null, null));
    }
}
