using RouterAlertAssurance.Cli.Client;
using RouterAlertAssurance.Cli.Replay;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Heuristics.Loading;

namespace RouterAlertAssurance.Cli.Tests.Replay;

/// <summary>Services decomposed anew for a replay: what a package with other rules makes of the definitions and facts there are.</summary>
public sealed class RedecompositionTests
{
    private const string Package = """
        package: house
        version: 2.0.0
        revision: 2026-01-31
        subservices:
          door:
            label: Door {door} of {device}
            owner: device
            parameters: [{name: device, type: device}, {name: door, type: text}]
            dependencies: [{subservice: wall, with: {device: "{device}"}}]
          wall: {label: "Wall of {device}", owner: device, parameters: [{name: device, type: device}]}
        services:
          home:
            label: Home {name}
            owner: device
            parameters: [{name: device, type: device}]
            dependencies:
              - subservice: door
                with: {device: "{device}", door: "{door.name}"}
                each: [{relation: interface, as: door, where: {device: "{device}"}}]
        """;

    private static readonly PackageCatalog Catalog = PackageCatalog.Empty.Replace([("p.yaml", Package)]).Catalog;

    private static readonly DecompositionSources Sources = new(
        [Service("home", "blue", "d1"), Service("home", "red", "d2"), Service("boat", "swan", "d1")],
        [new DeviceDefinition { Name = "d1" }, new DeviceDefinition { Name = "d2" }],
        [Row("device", "d1", ""), Row("device", "d2", ""), Row("interface", "d1", "front"), Row("interface", "d1", "back"), Row("interface", "d2", "front")]);

    private static readonly ReplayNode[] Before =
    [
        Node("service-instance", "home/blue", "a1", ("door", "d1/front"), ("cellar", "d1")), Node("door", "d1/front", "a1"), Node("cellar", "d1", "a1"),
        Node("service-instance", "boat/swan", "a1", ("sail", "d1")), Node("sail", "d1", "a1"),
    ];

    private static readonly DateTimeOffset Begin = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_OtherRules_GiveOtherNodesWithTheAgentOfTheirDevice()
    {
        var graph = Redecomposition.Of(Sources, Catalog, Before, service: null, Begin);

        graph.Versions.ShouldHaveSingleItem().Nodes.Select(node => $"{node.Node.Id} {node.Agent ?? "-"}").ShouldBe(
            ["door[d1/back] a1", "door[d1/front] a1", "door[d2/front] -", $"{Before[0].Node.Id} a1", $"{Before[0].Node.Id.Type}[home/red] -", "wall[d1] a1", "wall[d2] -"], ignoreOrder: true);
        graph.Gone.Select(id => id.ToString()).ShouldBe(["cellar[d1]"]);
        graph.Text.ShouldBe("decomposed anew over the definitions and facts of now, taken for the whole time: 5 new nodes, 1 gone");
        graph.Versions.ShouldHaveSingleItem().Nodes.Single(node => node.Node.Id == Before[0].Node.Id).Node.Dependencies.Length.ShouldBe(2);
    }

    [Fact]
    public void Of_OneService_IsThatOneOnly() =>
        Redecomposition.Of(Sources, Catalog, Before, ("home", "red"), Begin).Versions[0].Nodes.Select(node => node.Node.Id.Id).ShouldBe(["d2/front", "home/red", "d2"], ignoreOrder: true);

    [Theory]
    [InlineData("boat", "swan")]
    [InlineData("home", "green")]
    public void Of_ServiceThatIsNotThere_IsTold(string type, string name) =>
        Should.Throw<CommandFailure>(() => Redecomposition.Of(Sources, Catalog, Before, (type, name), Begin)).Message
            .ShouldBe($"--decompose: there is no service {type}/{name} of a type in the package.");

    private static ServiceDefinition Service(string type, string name, string device) =>
        new() { Type = type, Name = name, Parameters = new Dictionary<string, string> { ["device"] = device } };

    private static FactDocument Row(string relation, string device, string name) => new(relation, new Dictionary<string, string> { ["device"] = device, ["name"] = name });

    private static ReplayNode Node(string type, string id, string agent, params (string Type, string Id)[] targets) => ReplayNode.Of(new GraphNode
    {
        Type = type,
        Id = id,
        Label = id,
        Agent = agent,
        Dependencies = [.. targets.Select(target => new GraphEdge(target.Type, target.Id, "impacting"))],
    });
}
