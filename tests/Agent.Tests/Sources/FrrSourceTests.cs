using System.Collections.Immutable;
using System.Text.Json;
using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Agent.Sources.Frr;
using RouterAlertAssurance.Agent.Tests.Support;
using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Agent.Tests.Sources;

/// <summary>What the reads of the source mean on answers of FRR 8.4, shortened.</summary>
public sealed class FrrSourceTests
{
    private const string Up = """
        {"10.255.0.2":{"remoteAs":65000,"localAs":65000,"bgpState":"Established","bgpTimerHoldTimeMsecs":3000,"connectionsDropped":2,"hostLocal":"10.255.0.1",
          "addressFamilyInfo":{"ipv4Unicast":{"acceptedPrefixCounter":7},"ipv6Unicast":{"acceptedPrefixCounter":3}},"lastResetDueTo":"Waiting for peer OPEN"}}
        """;

    private const string Down = """
        {"10.255.0.2":{"bgpState":"Idle","addressFamilyInfo":{"ipv4Unicast":{"acceptedPrefixCounter":0}},"connectionsDropped":3,"lastErrorCodeSubcode":"0602",
          "lastNotificationReason":"Cease/Administrative Shutdown","lastShutdownDescription":"maintenance","lastResetDueTo":"BGP Notification received"},
         "10.255.0.3":{"bgpState":"Idle","adminShutDown":true,"lastResetDueTo":"Admin. shutdown"},
         "10.255.0.4":{"bgpState":"Active","lastResetDueTo":"Waiting for NHT"}}
        """;

    private const string Stream = """{"232.1.1.1":{"192.168.1.2":{"installed":1,"oilSize":2,"packets":10,"wrongIf":1}}}""";

    private readonly FakeShell _shell = new();

    [Fact]
    public async Task Bgp_SessionUp_HasStatePrefixesOfAllFamiliesAndHoldTime()
    {
        _shell.Answers["show bgp neighbors json"] = Up;

        (await ReadAsync("bgp/session-state")).Text.ShouldBe("Established");
        (await ReadAsync("bgp/session-reason")).Text.ShouldBe("");
        (await ReadAsync("bgp/session-prefixes")).Number.ShouldBe(10);
        (await ReadAsync("bgp/session-hold-time")).Number.ShouldBe(3);
        (await ReadAsync("bgp/session-drops")).Number.ShouldBe(2);
        (await ReadAsync("bgp/established")).Number.ShouldBe(1);
    }

    [Theory]
    [InlineData("10.255.0.2", "Idle", "Cease/Administrative Shutdown: maintenance")]
    [InlineData("10.255.0.3", "Idle", "shut down on this device")]
    [InlineData("10.255.0.4", "Active", "Waiting for NHT")]
    [InlineData("10.255.0.9", "not configured", "")]
    public async Task Bgp_SessionDown_SaysWhy(string peer, string state, string reason)
    {
        _shell.Answers["show bgp neighbors json"] = Down;

        (await ReadAsync("bgp/session-state", ("peer", peer))).Text.ShouldBe(state);
        (await ReadAsync("bgp/session-reason", ("peer", peer))).Text.ShouldBe(reason);
        (await ReadAsync("bgp/sessions")).Number.ShouldBe(3);
        (await ReadAsync("bgp/established")).Number.ShouldBe(0);
    }

    [Fact]
    public async Task Daemon_NotRunning_IsKnownWhereItCanBe()
    {
        _shell.IsRunning = false;

        (await ReadAsync("bgp/running")).ShouldBe(Sample.Present(_shell.Time.GetUtcNow(), false));
        (await ReadAsync("bgp/established")).Number.ShouldBe(0);
        (await ReadAsync("bgp/session-state")).Text.ShouldBe("not running");
        (await ReadAsync("bgp/session-prefixes")).State.ShouldBe(SampleState.Missing);
        (await ReadAsync("pim/neighbour-up")).ShouldBe(Sample.Present(_shell.Time.GetUtcNow(), false));
        // Another implementation shall be tried.
        (await ReadAsync("igmp/listeners")).State.ShouldBe(SampleState.Failed);
    }

    [Fact]
    public async Task Multicast_Stream_HasOutputsAndCounters()
    {
        _shell.Answers["show ip mroute json"] = Stream;
        _shell.Answers["show ip mroute count json"] = Stream;

        (await ReadAsync("mroute/installed")).ShouldBe(Sample.Present(_shell.Time.GetUtcNow(), true));
        (await ReadAsync("mroute/outputs")).Number.ShouldBe(2);
        (await ReadAsync("mroute/packets")).Number.ShouldBe(10);
        (await ReadAsync("mroute/wrong-interface")).Number.ShouldBe(1);
        (await ReadAsync("mroute/installed", ("source", "192.168.1.9"))).ShouldBe(Sample.Present(_shell.Time.GetUtcNow(), false));
    }

    [Theory]
    [InlineData("192.168.1.2", 2)]
    [InlineData("192.168.1.9", 1)]
    public async Task Igmp_ListenersOfSomeSourcesAndOfAll_AreCountedForTheirSources(string source, int expected)
    {
        _shell.Answers["show ip igmp groups json"] = """
            {"totalGroups":2,"watermarkLimit":0,"to-ce2":{"groups":[{"group":"232.1.1.1","mode":"INCLUDE"}]},
             "to-ce3":{"groups":[{"group":"232.1.1.1","mode":"EXCLUDE"}]},"to-ce4":{"groups":[{"group":"232.9.9.9","mode":"EXCLUDE"}]}}
            """;
        _shell.Answers["show ip igmp sources json"] = """{"to-ce2":{"name":"to-ce2","232.1.1.1":{"sources":[{"source":"192.168.1.2"}]}}}""";

        (await ReadAsync("igmp/listeners", ("source", source))).Number.ShouldBe(expected);
    }

    [Fact]
    public async Task Pim_Neighbour_IsLookedForOnItsInterface()
    {
        _shell.Answers["show ip pim neighbor json"] = """{"to-ce1":{},"vxlan100":{"172.16.100.2":{"holdTimeMax":3}}}""";

        (await ReadAsync("pim/neighbour-up")).ShouldBe(Sample.Present(_shell.Time.GetUtcNow(), true));
        (await ReadAsync("pim/neighbour-up", ("interface", "to-ce1"))).ShouldBe(Sample.Present(_shell.Time.GetUtcNow(), false));
    }

    [Fact]
    public async Task Databases_AllLevelsAndAreas_AreSummed()
    {
        _shell.Answers["show isis summary json"] = """{"areas":[{"levels":[{"id":1,"last-run-count":2},{"id":2,"last-run-count":5}]}]}""";
        _shell.Answers["show isis database json"] = """{"areas":[{"levels":[{},{"id":2,"count":4}]}]}""";
        _shell.Answers["show ip ospf json"] = """{"areas":{"0.0.0.0":{"spfExecutedCounter":6,"lsaNumber":9},"0.0.0.1":{"spfExecutedCounter":1,"lsaNumber":2}}}""";
        _shell.Answers["show ip ospf neighbor json"] = """{"neighbors":{"10.0.0.1":[{"nbrState":"ExStart\/-"}],"10.0.0.2":[{"nbrState":"Full\/-"}]}}""";

        (await ReadAsync("isis/spf-runs")).Number.ShouldBe(7);
        (await ReadAsync("isis/lsps")).Number.ShouldBe(4);
        (await ReadAsync("ospf/spf-runs")).Number.ShouldBe(7);
        (await ReadAsync("ospf/lsas")).Number.ShouldBe(11);
        (await ReadAsync("ospf/neighbours-exchanging")).Number.ShouldBe(1);
    }

    [Fact]
    public async Task Read_SeveralOfOneDaemon_AsksOnceForEachCommand()
    {
        _shell.Answers["show ip mroute json"] = Stream;
        var sink = new RecordingSink();

        await Source().ReadAsync([Read("mroute/installed"), Read("mroute/outputs"), Read("pim/running"), Read("pim/nothing")], sink, TestContext.Current.CancellationToken);

        _shell.Rounds.ShouldHaveSingleItem().ShouldBe(["show ip mroute json"]);
        sink.Samples.Count.ShouldBe(4);
        sink.Samples[Read("pim/nothing").Key].State.ShouldBe(SampleState.Missing);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("""{"10.255.0.2":3,"232.1.1.1":[1],"areas":[{"levels":7}],"to-ce2":{"groups":"x"}}""")]
    public async Task Read_UnexpectedShapes_GiveNothingAndDoNotThrow(string answer)
    {
        _shell.Other = answer;
        foreach (var read in (string[])["bgp/session-state", "bgp/session-prefixes", "bgp/sessions", "mroute/packets", "igmp/listeners", "isis/lsps", "ospf/lsas", "pim/neighbour-up"])
        {
            (await ReadAsync(read)).State.ShouldNotBe(SampleState.Failed);
        }
    }

    private FrrSource Source() => new(_shell, _shell.Time);

    private static MetricRead Read(string read, params (string Name, string Value)[] arguments) => MetricRead.Of(
        "frr",
        read,
        [.. arguments, .. new (string Name, string Value)[] { ("peer", "10.255.0.2"), ("source", "192.168.1.2"), ("group", "232.1.1.1"), ("interface", "vxlan100"), ("neighbour", "172.16.100.2") }
            .Where(argument => arguments.All(given => given.Name != argument.Name))]);

    private async Task<Sample> ReadAsync(string read, params (string Name, string Value)[] arguments)
    {
        var sink = new RecordingSink();
        await Source().ReadAsync([Read(read, arguments)], sink, TestContext.Current.CancellationToken);
        return sink.Samples.Values.Single();
    }

    private sealed class FakeShell : IFrrShell
    {
        public ManualTimeProvider Time { get; } = new();

        public Dictionary<string, string> Answers { get; } = [];

        public List<ImmutableArray<string>> Rounds { get; } = [];

        public string Other { get; set; } = "{}";

        public bool IsRunning { get; set; } = true;

        public bool IsInstalled => true;

        public Task<FrrAnswer> AskAsync(string pathspace, string daemon, ImmutableArray<string> commands, CancellationToken cancellationToken)
        {
            Rounds.Add(commands);
            return Task.FromResult(IsRunning
                ? new FrrAnswer(true, [.. commands.Select(command => JsonElement.Parse(Answers.GetValueOrDefault(command, Other)))])
                : FrrAnswer.NotRunning);
        }
    }
}
