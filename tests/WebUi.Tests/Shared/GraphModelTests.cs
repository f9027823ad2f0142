using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.WebUi.Components.Shared.Graphs;
using RouterAlertAssurance.WebUi.Tests.Fakes;

namespace RouterAlertAssurance.WebUi.Tests.Shared;

public sealed class GraphModelTests
{
    [Fact]
    public void Model_FaultyLeaf_HasAnUnbrokenLossyPathFromTheService()
    {
        var network = Networks.Lab();
        network.Raise(Networks.Interface, "base/interface.errors", 40, "rx errors");
        var model = Model(network);

        var lossy = model.Edges.Where(edge => edge.Class == DrawnEdge.Lossy).ToLookup(edge => edge.Source, edge => edge.Target);
        var reached = new HashSet<string> { Networks.Blue };
        for (var before = 0; before < reached.Count;)
        {
            before = reached.Count;
            reached.UnionWith(reached.SelectMany(key => lossy[key]).ToArray());
        }

        reached.ShouldContain(Networks.Interface);
        reached.ShouldNotContain("interface|pe1/to-p2");
        model.IsCause(Networks.Interface).ShouldBeTrue();
        model.IsCause(Networks.Link).ShouldBeFalse();
    }

    [Fact]
    public void Model_Edges_KnowInformationalAndShared()
    {
        var model = Model(Networks.Lab());

        model.Edges.Where(edge => edge.Class == DrawnEdge.Informational).Select(edge => edge.Target).ShouldBe(["tcp-stack|pe1"]);
        model.IsShared(model.Find("device|pe1")!).ShouldBeTrue();
        model.IsShared(model.Find(Networks.Blue)!).ShouldBeFalse();
    }

    [Fact]
    public void Structure_ChangedScores_IsTheSame()
    {
        var network = Networks.Lab();
        var before = Model(network).Structure;

        network.Raise(Networks.Interface, "base/interface.errors", 40, "rx errors");
        Model(network).Structure.ShouldBe(before);
        network.Rewire(Networks.Blue, "device|pe1");

        Model(network).Structure.ShouldNotBe(before);
    }

    [Fact]
    public void Model_EdgeToANodeThatIsNotThere_IsLeftOut()
    {
        var network = Networks.Lab();
        var graph = new HealthGraph { Nodes = [network.Health(network[Networks.Link])] };

        new GraphModel(graph, Networks.Blue).Edges.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Device pe1", "Device pe1")]
    [InlineData("Equal-cost paths of pe2 to 10.255.0.1/32", "Equal-cost paths of", "pe2 to 10.255.0.1/32")]
    [InlineData("Reachability pe1 10.255.0.1 – pe2 10.255.0.2", "Reachability pe1", "10.255.…e2 10.255.0.2")]
    [InlineData("averyveryverylongnamewithoutaspace", "averyveryverylongname", "withoutaspace")]
    public void Lines_OfLabel_KeepBeginAndEnd(string label, params string[] lines) => NodeLabel.Lines(label, NodeLabel.WidthFor([label])).ShouldBe(lines);

    private static GraphModel Model(FakeNetwork network) =>
        new(new HealthGraph { Nodes = [.. network.Closure(network[Networks.Blue]).Select(network.Health)] }, Networks.Blue);
}
