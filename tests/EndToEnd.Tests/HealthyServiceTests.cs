using RouterAlertAssurance.EndToEnd.Tests.Harness;

namespace RouterAlertAssurance.EndToEnd.Tests;

/// <summary>A fresh product on a healthy network.</summary>
[Place(1)]
public sealed class HealthyServiceTests(AssuredLab lab)
{
    [Fact]
    public async Task Start_OnHealthyNetwork_ServiceAtHundredWithinTwoMinutes()
    {
        await lab.CalmAsync();
        lab.TimeToHealthy.ShouldNotBeNull();
        Figures.Add("start of the product to the tunnel at 100", lab.TimeToHealthy.Value, AssuredLab.HealthyLimit);
        lab.TimeToHealthy.Value.ShouldBeLessThan(AssuredLab.HealthyLimit);
    }

    [Fact]
    public async Task Graph_OfTheTunnel_HasEveryNodeOfTheNetworkBelowIt()
    {
        await lab.CalmAsync();
        string[] expected =
        [
            Node.Blue, Node.TunnelEnd1, Node.TunnelEnd2, Node.Outer, Node.Inner, Node.IsIs1, Node.IsIs2, Node.Paths1, Node.Paths2,
            Node.Link1, Node.Link2, Node.Link3, Node.Link4,
            Node.Interface("pe1", "vxlan100"), Node.Interface("pe2", "vxlan100"), Node.Interface("pe1", "to-p1"), Node.Interface("pe1", "to-p2"),
            Node.Interface("p1", "to-pe1"), Node.Interface("p2", "to-pe2"), Node.Device("pe1"), Node.Device("pe2"), Node.Device("p1"), Node.Device("p2"),
        ];

        var graph = await lab.Api.GraphAsync(AssuredLab.Blue);

        expected.ShouldBeSubsetOf(graph.Nodes.Select(Node.NameOf));
        graph.Nodes.Where(node => node.Status.Score != 100).Select(Node.Describe).ShouldBeEmpty();
        graph.Nodes.Where(node => node.Node.Agent is null).Select(Node.NameOf).ShouldBeEmpty("nodes without an owner");
        graph.Nodes.Where(node => node.Status.Coverage < 1).Select(Node.NameOf).ShouldBeEmpty("nodes with missing inputs");
    }

    [Fact]
    public async Task Graph_SharedNodes_AreThereOnceWithAllTheirParents()
    {
        await lab.CalmAsync();

        var graph = await lab.Api.GraphAsync(AssuredLab.Blue);

        var names = graph.Nodes.Select(Node.NameOf).ToArray();
        names.Distinct(StringComparer.Ordinal).Count().ShouldBe(names.Length);
        ParentsOf(Node.Device("pe1")).ShouldBeGreaterThan(2);
        ParentsOf(Node.Paths1).ShouldBeGreaterThan(1);

        int ParentsOf(string name) => graph.Nodes.Count(node => node.Node.Dependencies.Any(edge => Node.Name(edge.Type, edge.Id) == name));
    }
}
