using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Probes.Tests.Network;

/// <summary>
/// The transparency table by the command <c>raa probe rao</c>: what three columns (UDP and RSVP over IPv4 side by side, UDP over IPv6) come to for each configuration of the middle
/// router. 30 packets for what is yes or no, five rounds for what is a rate; that takes minutes and is run by <c>./test.sh long</c>. The ordinary tests try a row of either kind.
/// </summary>
public sealed class TransparencyTableTests(ChainFixture fixture) : IClassFixture<ChainFixture>
{
    private const int Rounds = 5;
    private static readonly string[] Both = ["udp", "rsvp"];

    private static readonly Dictionary<string, string> YesOrNo = new(StringComparer.Ordinal)
    {
        ["none"] = "carried carried carried",
        ["drop"] = "dropped dropped dropped",
        ["strip"] = "stripped stripped stripped",
        ["strip-broken"] = "stripped-broken stripped-broken carried",
        ["drop-all-but-rsvp"] = "dropped carried carried",
        ["rsvp-slow-path"] = "carried dropped carried",
    };

    public static TheoryData<string> Configurations => [.. YesOrNo.Keys];

    [Theory]
    [InlineData("drop-all-but-rsvp")]
    public Task Probe_OneConfiguration_GivesTheRowOfTheTable(string configuration) => ProbeRowAsync(configuration);

    [Fact]
    public Task Probe_LimitsOf100And10_AreMeasuredOnce() => ProbeLimitsAsync(rounds: 1);

    [Theory]
    [MemberData(nameof(Configurations))]
    [Trait("Length", "long")]
    public Task Probe_AnyConfiguration_GivesTheRowOfTheTable(string configuration) => ProbeRowAsync(configuration);

    [Fact]
    [Trait("Length", "long")]
    public async Task Probe_OneSharedBucketOf60_LetsUdpCrowdOutRsvp()
    {
        await using var chain = await Configured("shared-bucket");
        for (var round = 0; round < Rounds; round++)
        {
            var v4 = await chain.ProbeAsync(isIpv6: false, Both);
            var v6 = await chain.ProbeAsync(isIpv6: true, ["udp"]);

            v4.Concat(v6).ShouldAllBe(result => result.Verdict == "policed");
            v4.Sum(PassedPerSecond).ShouldBeInRange(45, 80, v4[0].Detail + v4[1].Detail);
            PassedPerSecond(v4[0]).ShouldBeGreaterThan(PassedPerSecond(v4[1]));
            v6[0].PacketsPerSecond!.Value.ShouldBeInRange(45, 80, v6[0].Detail);
        }
    }

    [Fact]
    [Trait("Length", "long")]
    public Task Probe_LimitsOf100And10_AreMeasured() => ProbeLimitsAsync(Rounds);

    // Of two protocols one after the other, the first is through when the second is half way.
    [Fact]
    [Trait("Length", "long")]
    public async Task Probe_StoppedHalfWay_TellsWhatIsThrough()
    {
        await using var chain = await Configured("none");
        using var command = chain.StartProbe(isIpv6: false, Both, "--low", "60@10");
        await Task.Delay(TimeSpan.FromSeconds(12), TestContext.Current.CancellationToken);
        Command.Run("kill", ["-INT", $"{command.Id}"]);

        var end = await CommandedChain.EndAsync(command);

        end.ExitCode.ShouldBe(1);
        end.Output.ShouldContain("udp");
        end.Output.ShouldContain("carried");
        end.Output.ShouldNotContain("rsvp");
        end.Errors.ShouldContain("stopped before rsvp was through");
    }

    private async Task ProbeRowAsync(string configuration)
    {
        await using var chain = await Configured(configuration);

        var v4 = await chain.ProbeAsync(isIpv6: false, Both);
        var v6 = await chain.ProbeAsync(isIpv6: true, ["udp"]);

        CommandVerdict[] all = [.. v4, .. v6];
        string.Join(' ', all.Select(result => result.Verdict)).ShouldBe(YesOrNo[configuration], string.Join('\n', all.Select(result => result.Detail)));
        all.ShouldAllBe(result => result.Low!.Control.Received == 30 && (result.High == null ? result.Low.RouterAlert.Received == 0 : result.High.Control.Received >= 195));
    }

    private async Task ProbeLimitsAsync(int rounds)
    {
        await using var chain = await Configured("per-protocol");
        for (var round = 0; round < rounds; round++)
        {
            var v4 = await chain.ProbeAsync(isIpv6: false, Both, "--low", "30@8");
            var v6 = await chain.ProbeAsync(isIpv6: true, ["udp"]);

            v4.ShouldAllBe(result => result.Verdict == "policed");
            v4[0].PacketsPerSecond!.Value.ShouldBeInRange(6, 16, v4[0].Detail);
            v4[1].PacketsPerSecond!.Value.ShouldBeInRange(75, 130, v4[1].Detail);
            v6[0].Verdict.ShouldBe("carried");
        }
    }

    private static double PassedPerSecond(CommandVerdict result) => result.High!.RouterAlert.ReceivedAfterLoss / result.High.RouterAlert.SpanAfterLoss.TotalSeconds;

    private async Task<CommandedChain> Configured(string configuration)
    {
        var chain = await fixture.StartCommandsAsync();
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
