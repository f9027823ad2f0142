using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.EndToEnd.Tests.Harness;

namespace RouterAlertAssurance.EndToEnd.Tests;

/// <summary>The network changes, and the assurance graph follows by itself; the old one stays visible.</summary>
[Place(12)]
public sealed class GraphChangeTests(AssuredLab lab)
{
    private static readonly TimeSpan ChangeLimit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan RecoveryLimit = TimeSpan.FromSeconds(60);

    private const string NeighbourLost = "base/ospf.neighbour-lost";

    private static readonly Expectation OspfNeighbourLost = new()
    {
        Symptoms = [(Node.Ospf1, NeighbourLost), (Node.Paths1, "base/ecmp.redundancy-lost")],
        Lowered = [Node.Outer, Node.TunnelEnd1],
        Healthy = [Node.Interface("pe1", "to-p1"), Node.Ospf2, Node.Device("pe1"), Node.Device("pe2"), Node.Interface("pe1", "vxlan100")],
        Causes = [(Node.Ospf1, NeighbourLost)],
    };

    /// <summary>The fault of the lab that can be on only while the network runs OSPF.</summary>
    internal const string FaultOfOspf = "ospf-neighbour-lost";

    /// <summary>The faults of the lab that change the graph.</summary>
    internal static string[] Changes { get; } = ["isis-to-ospf", "third-path"];

    [Fact]
    public async Task Protocol_ReplacedByAnother_ReplacesItsNodes()
    {
        await lab.CalmAsync();
        var before = TimeProvider.System.GetUtcNow();

        await using var fault = await AssuredLab.FaultAsync("isis-to-ospf");
        Figures.Add("isis-to-ospf: command to new graph", await UntilAsync(graph => Types(graph) is var types && types.Contains("ospf") && !types.Contains("is-is")), ChangeLimit);
        await lab.CalmAsync();
        await CheckDatastoresAsync();
        await FaultRun.OnAndOffAsync(lab, FaultOfOspf, OspfNeighbourLost);

        Types(await lab.Api.GraphAsync(AssuredLab.Blue, before)).ShouldContain("is-is");
        Types(await lab.Api.GraphAsync(AssuredLab.Blue, before)).ShouldNotContain("ospf");
        var history = await lab.Api.HistoryAsync(AssuredLab.Blue, before);
        history.Graphs.ShouldContain(interval => interval.Removed.Any(node => node.Type == "is-is"));
        history.Graphs.ShouldContain(interval => interval.Added.Any(node => node.Type == "ospf"));

        await fault.OffAsync();
        Figures.Add("isis-to-ospf: cleared to old graph", await UntilAsync(graph => Types(graph) is var types && types.Contains("is-is") && !types.Contains("ospf")), ChangeLimit);
        await lab.ExpectAsync(async () => Node.Ill(await lab.Api.GraphAsync(AssuredLab.Blue)), RecoveryLimit, "the service is not healthy on IS-IS");
    }

    [Fact]
    public async Task EcmpMember_Lost_LeavesTheGraphAndComesBack()
    {
        await lab.CalmAsync();
        var before = TimeProvider.System.GetUtcNow();

        await using var fault = await AssuredLab.FaultAsync("ecmp-path-lost");
        Figures.Add("ecmp-path-lost: command to graph without the member", await UntilAsync(graph => !Node.Dependencies(graph, Node.Paths1).Contains(Node.Link2)), ChangeLimit);
        Node.Dependencies(await lab.Api.GraphAsync(AssuredLab.Blue, before), Node.Paths1).ShouldContain(Node.Link2);

        await fault.OffAsync();
        Figures.Add("ecmp-path-lost: cleared to graph with the member", await UntilAsync(graph => Node.Dependencies(graph, Node.Paths1).Contains(Node.Link2)), ChangeLimit);
    }

    private Task<TimeSpan> UntilAsync(Func<HealthGraph, bool> changed) => lab.ExpectAsync(
        async () => changed(await lab.Api.GraphAsync(AssuredLab.Blue)) ? [] : ["the graph is the old one"], ChangeLimit, "the graph has not changed");

    private async Task CheckDatastoresAsync()
    {
        using var yang = await YangValidator.CreateAsync(lab.Api);
        await yang.CheckDatastoreAsync(lab.Api);
        using var agent = lab.Product.Agent("pe1");
        await yang.CheckDatastoreAsync(agent);
    }

    private static HashSet<string> Types(HealthGraph graph) => graph.Nodes.Select(node => node.Node.Type).ToHashSet(StringComparer.Ordinal);

}
