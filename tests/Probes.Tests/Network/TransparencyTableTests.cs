using RouterAlertAssurance.Probes.Verdicts;

namespace RouterAlertAssurance.Probes.Tests.Network;

/// <summary>
/// The whole transparency table: what three columns (UDP and RSVP over IPv4 side by side, UDP over IPv6) come to for each configuration of the middle router. 30 packets for what is
/// yes or no, five rounds for what is a rate. Takes minutes: run by <c>./test.sh long</c>.
/// </summary>
[Trait("Length", "long")]
public sealed class TransparencyTableTests(ChainFixture fixture) : IClassFixture<ChainFixture>
{
    private const int Rounds = 5;

    public static TheoryData<string, string> YesOrNo() => new()
    {
        { "none", "carried carried carried" },
        { "drop", "dropped dropped dropped" },
        { "strip", "stripped stripped stripped" },
        { "strip-broken", "stripped-broken stripped-broken carried" },
        { "drop-all-but-rsvp", "dropped carried carried" },
        { "rsvp-slow-path", "carried dropped carried" },
    };

    [Theory]
    [MemberData(nameof(YesOrNo))]
    public async Task Probe_Configuration_GivesTheRowOfTheTable(string configuration, string row)
    {
        await using var chain = await Configured(configuration);

        var v4 = await chain.ProbeAsync(isIpv6: false, [ProbeProtocol.Udp, ProbeProtocol.Rsvp], Usual, 1000);
        var v6 = await chain.ProbeAsync(isIpv6: true, [ProbeProtocol.Udp], Usual, 1000);

        ProbeResult[] all = [.. v4, .. v6];
        string.Join(' ', all.Select(result => result.Verdict.ToWord())).ShouldBe(row, string.Join('\n', all.Select(result => result.Detail)));
        all.ShouldAllBe(result => result.Low!.Control.Received == 30 && (result.High == null ? result.Low.RouterAlert.Received == 0 : result.High.Control.Received >= 195));
    }

    [Fact]
    public async Task Probe_OneSharedBucketOf60_LetsUdpCrowdOutRsvp()
    {
        await using var chain = await Configured("shared-bucket");
        for (var round = 0; round < Rounds; round++)
        {
            var v4 = await chain.ProbeAsync(isIpv6: false, [ProbeProtocol.Udp, ProbeProtocol.Rsvp], Usual, 1000);
            var v6 = await chain.ProbeAsync(isIpv6: true, [ProbeProtocol.Udp], Usual, 1000);

            v4.Concat(v6).ShouldAllBe(result => result.Verdict == ProbeVerdict.Policed);
            v4.Sum(result => PassedPerSecond(result)).ShouldBeInRange(45, 80, v4[0].Detail + v4[1].Detail);
            PassedPerSecond(v4[0]).ShouldBeGreaterThan(PassedPerSecond(v4[1]));
            v6[0].PacketsPerSecond!.Value.ShouldBeInRange(45, 80, v6[0].Detail);
        }
    }

    [Fact]
    public async Task Probe_LimitsOf100And10_AreMeasured()
    {
        await using var chain = await Configured("per-protocol");
        for (var round = 0; round < Rounds; round++)
        {
            var v4 = await chain.ProbeAsync(isIpv6: false, [ProbeProtocol.Udp, ProbeProtocol.Rsvp], request => Usual(request) with { Low = new(30, 8) }, 1000);
            var v6 = await chain.ProbeAsync(isIpv6: true, [ProbeProtocol.Udp], Usual, 1000);

            v4.ShouldAllBe(result => result.Verdict == ProbeVerdict.Policed);
            v4[0].PacketsPerSecond!.Value.ShouldBeInRange(6, 16, v4[0].Detail);
            v4[1].PacketsPerSecond!.Value.ShouldBeInRange(75, 130, v4[1].Detail);
            v6[0].Verdict.ShouldBe(ProbeVerdict.Carried);
        }
    }

    private static ProbeRequest Usual(ProbeRequest request) => request with { Together = true, Locate = true };

    private static double PassedPerSecond(ProbeResult result) => result.High!.RouterAlert.ReceivedAfterLoss / result.High.RouterAlert.SpanAfterLoss.TotalSeconds;

    private async Task<ProbedChain> Configured(string configuration)
    {
        var chain = await fixture.StartAsync();
        chain.Network.Load("r2", configuration switch
        {
            "drop" => RouterRules.Drop,
            "strip" => RouterRules.Strip,
            "strip-broken" => RouterRules.StripBroken,
            "shared-bucket" => RouterRules.SharedBucket,
            "per-protocol" => RouterRules.PerProtocol,
            "drop-all-but-rsvp" => RouterRules.DropAllButRsvp,
            _ => RouterRules.None,
        });
        if (configuration == "rsvp-slow-path")
        {
            chain.Network.Punt("r2", 46);
        }

        return chain;
    }
}
