using System.Net;
using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Agent.Sources;
using RouterAlertAssurance.Agent.Sources.RouterAlertProbe;
using RouterAlertAssurance.Agent.Tests.Support;
using RouterAlertAssurance.Contracts.Assignments;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Contracts.RouterAlert;
using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Probes;
using RouterAlertAssurance.Probes.Locating;
using RouterAlertAssurance.Probes.Verdicts;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Agent.Tests.Sources.RouterAlertProbe;

public sealed class RouterAlertProbeSourceTests
{
    private static readonly ProbeTask Way = ProbeTasks.Task();

    private readonly ManualTimeProvider _time = new(new DateTimeOffset(2026, 12, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly ProbeBook _book = new();
    private readonly RouterAlertProbeSource _source;

    public RouterAlertProbeSourceTests()
    {
        _source = new(_book, _time);
        _book.Replace(new AgentAssignment { Probes = [Way], Devices = [new DeviceDefinition { Name = "here" }] });
    }

    [Fact]
    public async Task Read_ResultsOfARound_AreSeriesByProtocol()
    {
        Found(Result(ProbeProtocol.Rsvp, ProbeVerdict.Policed, rate: 20, delivered: 0.5), Result(ProbeProtocol.Udp, ProbeVerdict.Carried, delivered: 1));

        (await SeriesAsync("verdict")).ShouldBe(["rsvp policed", "udp carried"]);
        (await SeriesAsync("rate")).ShouldBe(["rsvp 20"]);
        (await SeriesAsync("delivered")).ShouldBe(["rsvp 0.5", "udp 1"]);
        (await SeriesAsync("hop")).ShouldBe(["rsvp ", "udp "]);
        (await SeriesAsync("verdict", ("protocols", "udp"))).ShouldBe(["udp carried"]);
    }

    [Theory]
    [InlineData(ProbeVerdict.Dropped, 0, 60, "dropped", "intercepted")]
    [InlineData(ProbeVerdict.Carried, 30, 60, "carried", "ignored")]
    [InlineData(ProbeVerdict.Tunnelled, 30, 59, "tunnelled", "intercepted")]
    public async Task Read_ProtocolThatARouterIsInterestedIn_IsJudgedByThat(ProbeVerdict verdict, int arrived, int ttl, string word, string interested)
    {
        var counts = new RoundCounts(new(30, 30) { TimeToLive = 60 }, new(30, arrived) { TimeToLive = ttl });
        Found(Result(ProbeProtocol.Rsvp, verdict) with { Low = counts }, Result(ProbeProtocol.Udp, verdict) with { Low = counts });

        (await SeriesAsync("verdict", ("interested", "rsvp,igmp"))).ShouldBe([$"rsvp {interested}", $"udp {word}"]);
        (await DocumentAsync()).ShouldBe([$"rsvp {interested} of interest", $"udp {word}"]);
        _time.Advance(TimeSpan.FromMinutes(2));
        (await DocumentAsync()).ShouldBe([$"rsvp {word}", $"udp {word}"]);
    }

    [Theory]
    [InlineData("10.0.0.1", "rsvp", "intercepted")]
    [InlineData("10.0.0.1", "igmp", "dropped")]
    [InlineData("10.0.0.2", "rsvp", "dropped")]
    public async Task Read_LostAtARouterThatTakesTheProtocol_IsIntercepted(string address, string protocol, string verdict)
    {
        Found(
            Result(ProbeProtocol.Rsvp, ProbeVerdict.Dropped) with { Location = new([], null, IPAddress.Parse("10.0.0.1"), QuotedOption.Silent, "") },
            Result(ProbeProtocol.Udp, ProbeVerdict.Dropped));
        _book.Replace(new AgentAssignment { Probes = [Way with { Takers = [new(address, protocol)] }] });
        var document = new RouterAlertDocument();

        await _source.ReportAsync(document, CancellationToken.None);

        (await SeriesAsync("verdict")).ShouldBe([$"rsvp {verdict}", "udp dropped"]);
        document.Probes.Select(probe => probe.Verdict).ShouldBe([verdict, "dropped"]);
    }

    [Fact]
    public async Task Read_PeerThatDoesNotAnswer_IsMissingWithTheReason()
    {
        Found(Result(ProbeProtocol.Rsvp, ProbeVerdict.Unknown, sent: 0), Result(ProbeProtocol.Udp, ProbeVerdict.Unknown, sent: 0));

        (await ReasonAsync("verdict")).ShouldBe("rsvp figures");
    }

    [Theory]
    [InlineData("192.0.2.1", "198.51.100.2", "elsewhere", "no agent on device elsewhere to answer")]
    [InlineData("192.0.2.1", "198.51.100.2", "here", "device here is this agent's own: nothing can be probed between them")]
    [InlineData("", "198.51.100.2", "peer", "'' is not an address to probe from")]
    [InlineData("192.0.2.1", "198.51.100", "peer", "'198.51.100' is not an address to probe to")]
    [InlineData("192.0.2.1", "2001:db8::1", "peer", "192.0.2.1 and 2001:db8::1 are not of one family")]
    public async Task Read_WhatNoTaskIsThereFor_SaysWhy(string source, string destination, string peer, string reason) =>
        (await ReadAsync(MetricRead.Of("rao-probe", "verdict", ("source", source), ("destination", destination), ("peer", peer)))).Samples.Values.Single().Reason.ShouldBe(reason);

    [Fact]
    public async Task Read_BeforeTheFirstRound_IsMissing() => (await ReasonAsync("rate")).ShouldBe("not probed yet: there is a round every 15 s");

    [Fact]
    public async Task Read_RoundsThatStopped_AreNotToldAnyMore()
    {
        Found(Result(ProbeProtocol.Udp, ProbeVerdict.Carried));
        _time.Advance(TimeSpan.FromSeconds(45));
        (await SeriesAsync("verdict")).ShouldBe(["udp carried"]);

        _time.Advance(TimeSpan.FromSeconds(1));

        (await ReasonAsync("verdict")).ShouldBe("the last round ended at 2026-12-01T12:00:00+00:00, and there should be one every 15 s");
    }

    [Fact]
    public async Task Read_WhatThereIsNot_IsUnsupported() => (await ReadAsync(MetricRead.Of("rao-probe", "colour"))).Samples.Values.Single().IsSupported.ShouldBeFalse();

    // Another service that asks about the same way changes protocols, and with them the key; the first one's score must not suffer.
    [Fact]
    public async Task Replace_AnotherKeyForTheSameWay_KeepsWhatIsKnownOfIt()
    {
        var changed = Way with { Key = new byte[ProbeTask.KeyLength], Protocols = ["igmp", "udp"], OffsetSeconds = 7 };
        Found(Result(ProbeProtocol.Udp, ProbeVerdict.Carried));

        _book.Replace(new AgentAssignment { Probes = [changed] });

        (await SeriesAsync("verdict")).ShouldBe(["udp carried"]);
        // The round under way ends with the key that is no more.
        _book.Add(new ProbeOutcome(Way, [], _time.GetUtcNow(), "the responder does not know the round"));
        (await SeriesAsync("verdict")).ShouldBe(["udp carried"]);
        _book.Add(new ProbeOutcome(changed, [], _time.GetUtcNow(), "the responder is away"));
        (await ReasonAsync("verdict")).ShouldBe("the responder is away");
    }

    [Fact]
    public async Task Replace_AnotherWay_ForgetsWhatTheOneBeforeFound()
    {
        Found(Result(ProbeProtocol.Udp, ProbeVerdict.Carried));
        _book.Replace(new AgentAssignment { Probes = [Way with { Peer = "another" }] });

        (await ReasonAsync("verdict")).ShouldStartWith("not probed yet");
        Found(Result(ProbeProtocol.Udp, ProbeVerdict.Dropped));
        (await ReasonAsync("verdict")).ShouldStartWith("not probed yet");
    }

    [Fact]
    public async Task Report_Verdicts_AreInTheDocument()
    {
        Found(Result(ProbeProtocol.Rsvp, ProbeVerdict.StrippedBroken));
        var document = new RouterAlertDocument();

        await _source.ReportAsync(document, CancellationToken.None);

        document.Probes.ShouldBe([new("192.0.2.1", "198.51.100.2", "peer", "ipv4", "rsvp", "stripped-broken", null, "", "rsvp figures", _time.GetUtcNow())]);
        document.Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Report_NoRoundOrNone_IsAProblem()
    {
        var (before, after) = (new RouterAlertDocument(), new RouterAlertDocument());
        await _source.ReportAsync(before, CancellationToken.None);
        _book.Add(new(Way, [], _time.GetUtcNow(), "agent there has not said where it is reached"));
        await _source.ReportAsync(after, CancellationToken.None);

        before.Problems.ShouldBe(["The way from 192.0.2.1 to 198.51.100.2 of peer was not probed yet"]);
        after.Problems.ShouldBe(["The way from 192.0.2.1 to 198.51.100.2 of peer could not be probed: agent there has not said where it is reached"]);
    }

    [Fact]
    public void CommandOf_ARead_IsTheProbeByHand() => SourceCommands.Of(Read("verdict"))
        .ShouldBe(
        "raa probe rao 198.51.100.2 --source 192.0.2.1 --protocol rsvp --protocol udp --protocol protocol-253 --responder http://198.51.100.2:7870 --key-file probe.key"
        + "  # while raa probe respond runs on peer; the agents do so with a key of their own");

    private static ProbeResult Result(ProbeProtocol protocol, ProbeVerdict verdict, double? rate = null, double? delivered = null, int sent = 30) => new(
        protocol, verdict, rate, delivered, new(new(sent, sent), new(sent, sent)), null, null, $"{protocol} figures", new(2026, 12, 1, 12, 0, 0, TimeSpan.Zero));

    private static MetricRead Read(string read, params (string Name, string Value)[] more) =>
        MetricRead.Of("rao-probe", read, [("source", Way.Source), ("destination", Way.Destination), ("peer", Way.PeerDevice), .. more]);

    private void Found(params ProbeResult[] results) => _book.Add(new(Way, results, _time.GetUtcNow()));

    private async Task<IEnumerable<string>> DocumentAsync()
    {
        var document = new RouterAlertDocument();
        await _source.ReportAsync(document, CancellationToken.None);
        return document.Probes.Select(probe => $"{probe.Protocol} {probe.Verdict}{(probe.Interested ? " of interest" : "")}");
    }

    private async Task<RecordingSink> ReadAsync(MetricRead read)
    {
        var sink = new RecordingSink();
        await _source.ReadAsync([read], sink, CancellationToken.None);
        return sink;
    }

    private async Task<IEnumerable<string>> SeriesAsync(string read, params (string Name, string Value)[] more) =>
        (await ReadAsync(Read(read, more))).Series.Values.Single().Select(series => FormattableString.Invariant($"{series.Key.Values[0]} {series.Sample.Text ?? (object)series.Sample.Number}"));

    private async Task<string?> ReasonAsync(string read) => (await ReadAsync(Read(read))).Samples.Values.Single().Reason;
}
