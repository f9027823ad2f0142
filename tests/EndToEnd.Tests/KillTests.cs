using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.EndToEnd.Tests.Harness;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.EndToEnd.Tests;

/// <summary>Killed without a warning, at a busy moment: nothing that was acknowledged is lost, nothing is told twice, and everything comes back.</summary>
[Place(40)]
public sealed class KillTests(AssuredLab lab)
{
    // One link goes down once only: an interface that does so several times is flapping, and is noted as such for ten minutes.
    private static readonly Mark LinkDown = new("interface-down", Node.Interface("pe1", "to-p1"), "base/interface.oper-down");
    private static readonly Mark WrongEnd = new("tunnel-misconfigured", Node.TunnelEnd1, "base/tunnel.endpoint-mismatch");
    private static readonly TimeSpan ReturnLimit = TimeSpan.FromSeconds(60);
    private static readonly string[] Agents = ["pe1", "pe2", "p1"];

    [Fact]
    public async Task Agent_Killed_ComesBackAndLosesNothing()
    {
        await lab.CalmAsync();
        var began = TimeProvider.System.GetUtcNow();
        var before = await LedgerAsync();
        var victim = lab.Product.AgentPid("pe1").ShouldNotBeNull();

        await using (await AssuredLab.FaultAsync(LinkDown.Fault))
        {
            await SeenAsync(LinkDown);
            Signals.Send(victim, "KILL");
            await Eventually.HoldsAsync(() => lab.Product.AgentPid("pe1") is { } pid && pid != victim, ReturnLimit);
            await SeenAsync(LinkDown);
        }

        await CheckAsync(before, began, LinkDown);
    }

    [Fact]
    public async Task Database_Killed_ComesBackAndLosesNothing()
    {
        await lab.CalmAsync();
        var began = TimeProvider.System.GetUtcNow();
        await DefineAsync("e2e-before-database");
        var before = await LedgerAsync();
        var victim = lab.Product.PostgresPid.ShouldNotBeNull();

        Signals.Send(victim, "KILL");
        await using (await AssuredLab.FaultAsync(WrongEnd.Fault))
        {
            await Eventually.HoldsAsync(() => lab.Product.PostgresPid is { } pid && pid != victim, ReturnLimit);
            await SeenAsync(WrongEnd);
        }

        await CheckAsync(before, began, WrongEnd);
        await lab.Api.DeleteAsync("/api/v1/devices/e2e-before-database");
    }

    [Fact]
    public async Task Standalone_Killed_StartedAgainAdoptsItsChildrenAndLosesNothing()
    {
        await lab.CalmAsync();
        var began = TimeProvider.System.GetUtcNow();
        await DefineAsync("e2e-before-standalone");
        var before = await LedgerAsync();
        var children = Children();

        await lab.Product.KillAsync();
        children.ShouldAllBe(pid => Signals.IsAlive(pid), "the children of a product that was killed go on");
        await using (await AssuredLab.FaultAsync(WrongEnd.Fault))
        {
            // Nobody takes the agents' events meanwhile: they wait in their spools.
            await Task.Delay(TimeSpan.FromSeconds(4));
        }

        await lab.Product.StartAsync();
        await lab.CalmAsync();
        Children().Length.ShouldBe(children.Length);
        children.Except(Children()).Where(Signals.IsAlive).ShouldBeEmpty("a child was replaced and still runs");
        await CheckAsync(before, began, WrongEnd);
        await lab.Api.DeleteAsync("/api/v1/devices/e2e-before-standalone");
    }

    private async Task CheckAsync(Ledger before, DateTimeOffset began, Mark mark)
    {
        await lab.CalmAsync();
        // What waited in a spool arrives after the graph, which never saw a fault this short.
        await lab.ExpectAsync(() => UnfinishedAsync(began, mark), ReturnLimit, "history does not tell of one occurrence that is over");
        (await LedgerAsync()).ShouldHoldAllOf(before);
        Ledger.Doubles(await lab.Api.HistoryAsync(AssuredLab.Blue, began)).ShouldBeEmpty();
    }

    private async Task<IReadOnlyList<string>> UnfinishedAsync(DateTimeOffset began, Mark mark)
    {
        var history = await lab.Api.HistoryAsync(AssuredLab.Blue, began);
        var open = history.Episodes.Where(episode => episode.Symptom.Stop is null).Select(Ledger.Describe);
        var found = Ledger.Occurrences(history, mark.Node, mark.Symptom, began);
        return [.. open, .. Node.Ill(await lab.Api.GraphAsync(AssuredLab.Blue)), .. found.Count == 1 ? (string[])[] : [$"{found.Count} occurrences of {mark.Node} {mark.Symptom} since {began:O}"]];
    }

    private Task<TimeSpan> SeenAsync(Mark mark) => lab.ExpectAsync(
        async () => await SeesAsync(mark) ? [] : [$"{mark.Node} has no active symptom {mark.Symptom}"], ReturnLimit, "the fault is not seen");

    private async Task<bool> SeesAsync(Mark mark)
    {
        try
        {
            var graph = await lab.Api.GraphAsync(AssuredLab.Blue);
            return graph.Nodes.Any(node => Node.NameOf(node) == mark.Node && node.Status.Symptoms.Any(symptom => symptom.Id == mark.Symptom && symptom.Stop is null));
        }
        catch (HttpRequestException)
        {
            // The database is away; the collector says so.
            return false;
        }
    }

    private Task DefineAsync(string device) => lab.Api.PutAsync(
        $"/api/v1/devices/{device}", new DeviceDefinition { Name = device, Role = "spare" }, ContractsJson.Default.DeviceDefinition);

    private Task<Ledger> LedgerAsync() => Ledger.ReadAsync(lab.Api, lab.Api, AssuredLab.Blue, Agents, lab.Product.EpochOf);

    private int[] Children() =>
        [.. ((string[])["ce1", "ce2", "pe1", "pe2", "p1", "p2"]).Select(lab.Product.AgentPid).Append(lab.Product.PostgresPid).OfType<int>()];

    /// <summary>What a fault of the lab must leave in history: the symptom of a node, once.</summary>
    private sealed record Mark(string Fault, string Node, string Symptom);
}
