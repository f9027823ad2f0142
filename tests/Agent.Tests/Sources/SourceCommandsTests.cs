using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Agent.Sources;
using RouterAlertAssurance.Agent.Tests.Support;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Agent.Tests.Sources;

/// <summary>What an operator types to see what a source read.</summary>
public sealed class SourceCommandsTests
{
    [Theory]
    [InlineData("rtnetlink", "link/oper-up", "interface=eth1", "ip -j -s link show dev eth1  # read over rtnetlink")]
    [InlineData("rtnetlink", "tunnel/remote", "interface=blue", "ip -j -d link show dev blue  # read over rtnetlink")]
    [InlineData("rtnetlink", "route/present", "prefix=10.0.0.0/24", "ip -j route show table main exact 10.0.0.0/24  # read over rtnetlink")]
    [InlineData("rtnetlink", "neighbour/state", "address=10.0.0.1", "ip -j neigh show to 10.0.0.1  # read over rtnetlink")]
    [InlineData("ip-json", "link/rx-bytes", "interface=eth1", "ip -j -s link show dev eth1")]
    [InlineData("ip-json", "route/path", "prefix=2001:db8::/64", "ip -j -6 route show table main exact 2001:db8::/64")]
    [InlineData("ip-json", "neighbour/state", "address=10.0.0.1 interface=eth1", "ip -j neigh show to 10.0.0.1 dev eth1")]
    [InlineData("ecmp", "ecmp/members", "destination=10.255.0.12", "ip -j route get fibmatch 10.255.0.12  # nexthops, read over rtnetlink")]
    [InlineData("ecmp", "ecmp/members", "destination=10.9.0.0/16", "ip -j route get fibmatch 10.9.0.0  # nexthops, read over rtnetlink")]
    [InlineData("frr", "isis/adjacencies", "pathspace=raa-pe1", "vtysh -N raa-pe1 -c \"show isis neighbor json\"")]
    [InlineData("frr", "bgp/sessions", "", "vtysh -c \"show bgp neighbors json\"")]
    [InlineData("frr", "isis/running", "", "vtysh -d isisd -c \"show version\"")]
    [InlineData("frr", "igmp/listeners", "group=239.1.1.1", "vtysh -c \"show ip igmp groups json\" -c \"show ip igmp sources json\"")]
    [InlineData("procfs", "snmp/Ip/InHdrErrors", "", "cat /proc/net/snmp  # Ip InHdrErrors")]
    [InlineData("procfs", "snmp/Ip6/InHdrErrors", "", "cat /proc/net/snmp6  # Ip6InHdrErrors")]
    [InlineData("procfs", "netstat/TcpExt/ListenOverflows", "", "cat /proc/net/netstat  # TcpExt ListenOverflows")]
    [InlineData("procfs", "load/5", "", "cat /proc/loadavg  # average of 5 min")]
    [InlineData("procfs", "pressure/io/full", "", "cat /proc/pressure/io  # line full, avg60")]
    [InlineData("procfs", "multicast/joined", "group=ff05::1", "cat /proc/net/igmp6  # entries of ff05::1")]
    [InlineData("ping", "ping/loss", "source=10.0.0.1 destination=10.0.0.2",
        "ping -i 0.2 -c 25 -s 16 -I 10.0.0.1 10.0.0.2  # ICMP echo requests of 24 octets by the agent, 5 a second, the last 25 counted")]
    [InlineData("connect", "connect/outcome", "host=10.0.0.2 port=443", "nc -vz -w 2 10.0.0.2 443  # TCP connection by the agent, closed at once")]
    [InlineData("path-mtu", "path-mtu/known", "source=10.0.0.1 destination=10.0.0.2",
        "ip -j route get 10.0.0.2 from 10.0.0.1  # mtu, where a router reported one; otherwise that of the interface")]
    [InlineData("dns", "dns/outcome", "server=10.0.0.53 name=a.example", "dig @10.0.0.53 a.example A +tries=2 +timeout=1  # asked over UDP by the agent")]
    [InlineData("ethtool", "ethtool/speed", "interface=eth1", "ethtool eth1")]
    [InlineData("qdisc", "queue/rate", "interface=eth1", "tc -j -s qdisc show dev eth1 root  # read over rtnetlink")]
    [InlineData("clock", "clock/error", "", "adjtimex --print  # maxerror")]
    [InlineData("bridge", "bridge/floods-to", "bridge=br0 remote=10.0.0.2", "bridge -j fdb show br br0  # entries with dst 10.0.0.2, read over rtnetlink")]
    [InlineData("facts", "interface.mtu", "device=pe1", "GET /api/v1/facts  # of the agent, found over rtnetlink and from FRR: interface.mtu")]
    [InlineData("router-alert", "packets", "interface=eth1",
        "tcpdump -ni eth1 -Q in '(ip[0] & 0xf > 5 and ip[20] = 0x94) or (ip6[6] = 0 and ip6[42] = 5)'  # where it is the first option; counted by the agent wherever it is")]
    [InlineData("router-alert", "total", "file=/captures/a.pcap",
        "tcpdump -nr /captures/a.pcap '(ip[0] & 0xf > 5 and ip[20] = 0x94) or (ip6[6] = 0 and ip6[42] = 5)'  # where it is the first option; counted by the agent wherever it is")]
    [InlineData("router-alert-policy", "treatment", "interface=eth1", "raa rao policy  # by trying packets on 'nft -j list ruleset'")]
    [InlineData("router-alert-policy", "limit-drops", "", "nft -j list ruleset  # counters of the rules that drop beyond a limit, since the agent looks")]
    [InlineData("slow-path", "queue-waiting", "", "cat /proc/net/netfilter/nfnetlink_queue  # third figure")]
    [InlineData("slow-path", "socket-drops", "", "cat /proc/net/raw /proc/net/raw6  # column drops, since the agent looks")]
    [InlineData("router-alert-policy", "nonsense", "", "")]
    [InlineData("slow-path", "nonsense", "", "")]
    [InlineData("ip-json", "nonsense", "", "")]
    [InlineData("frr", "nonsense", "", "")]
    [InlineData("procfs", "nonsense/none", "", "")]
    [InlineData("fake", "x", "", "")]
    public void Of_ARead_IsWhatShowsTheSame(string source, string read, string arguments, string expected) =>
        SourceCommands.Of(Read(source, read, arguments)).ShouldBe(expected);

    [Fact]
    public void Of_CgroupOfEitherVersion_NamesItsFiles()
    {
        using var folder = new TemporaryDirectory();
        var read = MetricRead.Of("cgroup", "memory/utilisation", ("memory", folder.Path));

        SourceCommands.Of(read).ShouldBe($"cat {folder.Path}/memory.usage_in_bytes {folder.Path}/memory.limit_in_bytes {folder.Path}/memory.stat");
        folder.Write("memory.current", "1\n");
        folder.Write("cpu.max", "max 100000\n");

        SourceCommands.Of(read).ShouldBe($"cat {folder.Path}/memory.current {folder.Path}/memory.max {folder.Path}/memory.stat");
        SourceCommands.Of(MetricRead.Of("cgroup", "cpu/utilisation", ("cpu", folder.Path))).ShouldBe($"cat {folder.Path}/cpu.stat {folder.Path}/cpu.max");
    }

    [Fact]
    public void Of_EveryImplementationOfTheBasePackage_IsKnown()
    {
        var reads = BasePackage.Catalog.Find("base")!.Package.Metrics.Values.SelectMany(metric => metric.Implementations)
            .Select(implementation => MetricRead.Of(implementation.Source, implementation.Read, ("interface", "eth0"), ("destination", "10.0.0.1"))).ToList();

        reads.Count.ShouldBeGreaterThan(100);
        reads.Where(read => SourceCommands.Of(read).Length == 0).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("eth0; rm -rf /", "ip -j -s link show dev 'eth0; rm -rf /'")]
    [InlineData("it's", "ip -j -s link show dev 'it'\\''s'")]
    public void Of_NameThatAShellWouldTakeApart_IsQuoted(string name, string expected) =>
        SourceCommands.Of(MetricRead.Of("ip-json", "link/oper-up", ("interface", name))).ShouldBe(expected);

    private static MetricRead Read(string source, string read, string arguments) => MetricRead.Of(
        source,
        read,
        [.. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(argument => argument.Split('=', 2)).Select(pair => (pair[0], pair[1]))]);
}
