using System.Diagnostics;
using RouterAlertAssurance.EndToEnd.Tests.Harness;

namespace RouterAlertAssurance.EndToEnd.Tests;

/// <summary>Router Alert as fast as one program sends it: the agent of the router that it meets costs no more than it may, and sees everything else in time.</summary>
[Place(17)]
[Trait("Length", "long")]
public sealed class RouterAlertFloodTests(AssuredLab lab)
{
    private const string Flood = "rao-flood";
    private const string Router = "pe1";

    // Of a processor: three times what bench/README.md says of the capture, with all else that the agent does.
    private const double MostShare = 0.5;

    // Two that the flooded router's agent sees, one by counters of an interface and one by the answers of a neighbour.
    private static readonly string[] Meanwhile = ["interface-errors", "neighbour-lost"];

    private static readonly TimeSpan Span = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan SeenLimit = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task Flood_AtFullRate_CostsLessThanHalfAProcessorAndDelaysNoOtherCheck()
    {
        await lab.CalmAsync();
        var atRest = await ShareAsync();
        var began = TimeProvider.System.GetUtcNow();
        await using var flood = await AssuredLab.FaultAsync(Flood);
        await lab.ExpectAsync(async () => AlertExpectation.Missing(await lab.NodesAsync(), RouterAlertTable.LongFaults[Flood].Seen), SeenLimit, "the flood is not seen");

        var share = await ShareAsync();
        // What has limits of its own lost nothing meanwhile: RSVP of the core, as its probes and its programs tell.
        (await lab.Api.HistoryAsync("rsvp-path/core", began)).Scores.ShouldAllBe(point => point.Score == 100);
        foreach (var fault in Meanwhile)
        {
            await FaultRun.OnAndOffAsync(lab, fault, FaultTable.Faults[fault]);
        }

        AlertExpectation.Missing(await lab.NodesAsync(), RouterAlertTable.LongFaults[Flood].Seen).ShouldBeEmpty("the flood is forgotten while it lasts");
        Figures.Add($"processor of {Router}'s agent at rest", atRest);
        Figures.Add($"processor of {Router}'s agent in a flood of Router Alert", share);
        share.ShouldBeLessThan(MostShare);
    }

    // Of one processor.
    private async Task<double> ShareAsync()
    {
        var agent = lab.Product.AgentPid(Router) ?? throw new InvalidOperationException($"{Router} has no agent.");
        var (before, clock) = (Signals.ProcessorTime(agent), Stopwatch.StartNew());
        await Task.Delay(Span);
        return (Signals.ProcessorTime(agent) - before) / clock.Elapsed;
    }
}
