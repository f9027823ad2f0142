using Microsoft.Extensions.Logging.Abstractions;
using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Agent.Sources;
using RouterAlertAssurance.Agent.Sources.Netlink;
using RouterAlertAssurance.Agent.Sources.Nftables;
using RouterAlertAssurance.Agent.Sources.SlowPath;
using RouterAlertAssurance.Agent.Tests.Support;
using RouterAlertAssurance.Contracts.RouterAlert;
using RouterAlertAssurance.Hosting.Processes;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Subservices;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Agent.Tests.Sources.Nftables;

/// <summary>The policy out of listings of nft, played and real.</summary>
public sealed class RouterAlertPolicySourceTests : IDisposable
{
    private readonly TemporaryDirectory _proc = new();
    private readonly ManualTimeProvider _time = new();
    private readonly PlayedCommands _commands = new();
    private readonly NetworkMonitor _network = new(new NetlinkSocketFactory(), TimeProvider.System, NullLogger<NetworkMonitor>.Instance);
    private readonly List<IDisposable> _open = [];

    public RouterAlertPolicySourceTests() => _commands.Output["nft"] = Listing(441, 12);

    public void Dispose()
    {
        _open.ForEach(open => open.Dispose());
        _network.Dispose();
        _proc.Dispose();
    }

    [Fact]
    public async Task Read_Listing_AnswersEachRead()
    {
        var source = Source(_commands);

        (await ReadAsync(source, "treatment")).ShouldBe(
        [
            "ipv4,igmp dropped", "ipv4,rsvp policed", "ipv4,pgm policed", "ipv4,udp policed", "ipv4,tcp policed", "ipv4,sctp policed", "ipv4,protocol-253 policed",
            "ipv6,rsvp untouched", "ipv6,pgm untouched", "ipv6,udp untouched", "ipv6,tcp untouched", "ipv6,sctp untouched", "ipv6,mld untouched", "ipv6,protocol-253 untouched",
        ], ignoreOrder: true);
        (await ReadAsync(source, "treatment", ("interface", "b"))).ShouldContain("ipv4,igmp untouched");
        (await ReadAsync(source, "limit")).ShouldBe(
            ["ipv4,rsvp 50", "ipv4,pgm 5", "ipv4,udp 5", "ipv4,tcp 5", "ipv4,sctp 5", "ipv4,protocol-253 5"], ignoreOrder: true);
        (await ReadAsync(source, "limit-shared")).ShouldContain("ipv4,udp pgm,protocol-253,sctp,tcp");
        (await ReadAsync(source, "limit-shared")).ShouldContain("ipv4,rsvp ");
        (await ReadAsync(source, "evasion")).ShouldContain("ipv4,other-value,rsvp untouched");
    }

    [Fact]
    public async Task LimitDrops_AnonymousAndNamedCounters_GrowFromNothing()
    {
        var source = Source(_commands);
        (await ReadAsync(source, "limit-drops")).ShouldContain("ipv4,rsvp 0");

        _commands.Output["nft"] = Listing(500, 15);

        (await ReadAsync(source, "limit-drops")).ShouldBe(
            ["ipv4,rsvp 59", "ipv4,pgm 3", "ipv4,udp 3", "ipv4,tcp 3", "ipv4,sctp 3", "ipv4,protocol-253 3"], ignoreOrder: true);
        (await ReadAsync(source, "limit-drops", ("interface", "a"))).ShouldContain("ipv4,rsvp 59");
    }

    [Fact]
    public async Task Read_CountersAloneChange_TheSamePolicyIsUsed()
    {
        var monitor = Monitor(_commands);
        var first = await monitor.ReadAsync(CancellationToken.None);

        _commands.Output["nft"] = Listing(500, 15);
        var counted = await monitor.ReadAsync(CancellationToken.None);
        _commands.Output["nft"] = Listing(500, 15, rate: 60);
        var changed = await monitor.ReadAsync(CancellationToken.None);

        counted.Policy.ShouldBeSameAs(first.Policy);
        changed.Policy.ShouldNotBeSameAs(first.Policy);
        _commands.Ran.ShouldAllBe(program => program == "nft");
    }

    [Fact]
    public async Task Read_WithoutTheCapability_NamesIt()
    {
        _commands.Refusal["nft"] = "nft ended with 1: Operation not permitted (you must be root)";

        (await Should.ThrowAsync<IOException>(ReadAsync(Source(_commands), "treatment"))).Message
            .ShouldBe("listing the ruleset needs CAP_NET_ADMIN (nft ended with 1: Operation not permitted (you must be root))");
    }

    [Fact]
    public async Task Read_NoListing_IsAFailure()
    {
        _commands.Output["nft"] = "{\"nftables\": [";

        (await Should.ThrowAsync<IOException>(ReadAsync(Source(_commands), "treatment"))).Message.ShouldStartWith("nft printed no ruleset");
    }

    [Fact]
    public async Task Read_RealRulesetOfNftAndIptables_IsUnderstood()
    {
        Requirement.Root();
        Requirement.Command("nft", "nftables");
        Requirement.Command("iptables-nft", "iptables");
        using var network = new TestNamespace();
        var commands = new NamespaceCommands(network.Name);
        await commands.RunAsync("nft", ["add table inet t; add counter inet t over; add chain inet t c { type filter hook prerouting priority -300; }"], CancellationToken.None);
        await commands.RunAsync("nft", ["add rule inet t c ip option ra exists meta l4proto 46 limit rate over 50/second counter name over drop"], CancellationToken.None);
        await commands.RunAsync("iptables-nft", ["-t", "mangle", "-A", "FORWARD", "-p", "17", "-m", "u32", "--u32", "0>>24&0xF=6:15 && 20>>24&0xFF=0x94", "-j", "NFQUEUE", "--queue-num", "3"], CancellationToken.None);
        var source = Source(commands);

        var treatments = await ReadAsync(source, "treatment");

        treatments.ShouldContain("ipv4,rsvp policed");
        treatments.ShouldContain("ipv4,udp dropped");
        treatments.ShouldContain("ipv4,pgm untouched");
        (await ReadAsync(source, "limit-drops")).ShouldBe(["ipv4,rsvp 0"]);
    }

    [Fact]
    public async Task Report_Document_HasRowsAndFindings()
    {
        var document = new RouterAlertDocument { Device = "pe1" };

        await new RouterAlertPolicyReporter(Monitor(_commands), new(() => [])).ReportAsync(document, CancellationToken.None);

        document.Policy!.Rows.ShouldContain(row => row.Protocol == "rsvp" && row.Family == "ipv4" && row.Treatment == "policed" && row.PacketsPerSecond == 50 && !row.Shared);
        document.Policy.Rows.ShouldContain(row => row.Protocol == "udp" && row.Family == "ipv4" && row.Shared);
        document.Policy.Findings.ShouldContain(finding => finding.Kind == "drops-protocol-of-interest");
    }

    [Theory]
    [InlineData("pe1", "of-interest", "rsvp,pgm", "drops-others IGMP", "shared-limit PGM")]
    [InlineData("pe1", "of-interest", "none", "drops-others IGMP")]
    [InlineData("pe1", "interested", "igmp", "drops-protocol-of-interest IGMP")]
    [InlineData("pe1", "interested", "none", "drops-protocol-of-interest IGMP")]
    [InlineData("p1", "of-interest", "rsvp,pgm", "drops-protocol-of-interest IGMP")]
    public async Task Report_Findings_AreJudgedForWhatServicesDeclare(string device, string parameter, string value, params string[] findings)
    {
        var node = new AssuranceNode
        {
            Id = new("rao", "1"),
            Label = "a node",
            Parameters = ParameterDictionary.Of([new("device", device), new(parameter, value), new("protocols", value)]),
        };
        var document = new RouterAlertDocument { Device = "pe1" };

        await new RouterAlertPolicyReporter(Monitor(_commands), new(() => [node])).ReportAsync(document, CancellationToken.None);

        document.Policy!.Findings.Where(finding => finding.Kind != "slips-past").Select(finding => $"{finding.Kind} {finding.Text.Split(' ')[0]}").ShouldBe(findings);
    }

    private RulesetMonitor Monitor(ICommandRunner commands)
    {
        var monitor = new RulesetMonitor(commands, _network, new SlowPathMonitor(_time, _proc.Path, _proc.Combine("net"))) { Interfaces = () => ["a", "b"] };
        _open.Add(monitor);
        return monitor;
    }

    private RouterAlertPolicySource Source(ICommandRunner commands) => new(Monitor(commands), _time);

    private static async Task<List<string>> ReadAsync(RouterAlertPolicySource source, string what, params (string, string)[] arguments)
    {
        var (read, sink) = (MetricRead.Of("router-alert-policy", what, arguments), new RecordingSink());
        await source.ReadAsync([read], sink, CancellationToken.None);
        return [.. sink.Series[read.Key].Select(series => FormattableString.Invariant($"{series.Key} {series.Sample.Text ?? (object)series.Sample.Number}"))];
    }

    // RSVP has a limit with a named counter, the others one together; IGMP that comes in on a is dropped.
    private static string Listing(int named, int own, int rate = 50) => $$$$"""
        {"nftables":[
          {"counter":{"family":"inet","name":"over","table":"t","handle":6,"packets":{{{{named}}}},"bytes":{{{{named * 80}}}}}},
          {"chain":{"family":"inet","table":"t","name":"c","handle":1,"type":"filter","hook":"prerouting","prio":-300,"policy":"accept"}},
          {"rule":{"family":"inet","table":"t","chain":"c","handle":8,"expr":[
            {"match":{"op":"==","left":{"ip option":{"name":"ra"}},"right":true}},{"match":{"op":"==","left":{"meta":{"key":"l4proto"}},"right":"rsvp"}},
            {"limit":{"rate":{{{{rate}}}},"burst":5,"per":"second","inv":true}},{"counter":"over"},{"drop":null}]}},
          {"rule":{"family":"inet","table":"t","chain":"c","handle":9,"expr":[
            {"match":{"op":"==","left":{"ip option":{"name":"ra"}},"right":true}},{"match":{"op":"==","left":{"meta":{"key":"l4proto"}},"right":"igmp"}},
            {"match":{"op":"==","left":{"meta":{"key":"iifname"}},"right":"a"}},{"drop":null}]}},
          {"rule":{"family":"inet","table":"t","chain":"c","handle":10,"expr":[
            {"match":{"op":"==","left":{"ip option":{"name":"ra"}},"right":true}},{"match":{"op":"!=","left":{"meta":{"key":"l4proto"}},"right":{"set":["igmp","rsvp"]}}},
            {"limit":{"rate":5,"burst":5,"per":"second","inv":true}},{"counter":{"packets":{{{{own}}}},"bytes":{{{{own * 60}}}}}},{"drop":null}]}}
        ]}
        """;
}
