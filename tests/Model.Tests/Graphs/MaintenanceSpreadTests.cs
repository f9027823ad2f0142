using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Subservices;
using RouterAlertAssurance.Model.Tests.Support;

namespace RouterAlertAssurance.Model.Tests.Graphs;

public sealed class MaintenanceSpreadTests
{
    private static readonly MaintenanceWindow Exclusive = new("noc") { Scope = MaintenanceScope.Exclusive };

    [Fact]
    public void Apply_ExclusiveScope_CoversWhatOnlyTheNodeNeeds()
    {
        var graph = Build.Graph(
            Build.Node("service-1", Build.On("own"), Build.On("shared")) with { Maintenance = Exclusive },
            Build.Node("service-2", Build.Informed("shared")),
            Build.Node("own", Build.On("deep"), Build.On("shared")),
            Build.Node("deep"),
            Build.Node("shared", Build.On("below")),
            Build.Node("below"));

        var spread = MaintenanceSpread.Apply(graph);

        spread.Nodes.Values.Where(node => node.Maintenance is not null).Select(node => node.Id)
            .ShouldBe([Build.Id("service-1"), Build.Id("own"), Build.Id("deep")], ignoreOrder: true);
        spread.Nodes[Build.Id("deep")].Maintenance.ShouldBe(Exclusive with { Scope = MaintenanceScope.Node });
        MaintenanceSpread.Apply(spread).ShouldBeSameAs(spread);
    }

    [Fact]
    public void Apply_NodeScope_ChangesNothing()
    {
        var graph = Build.Graph(Build.Node("a", Build.On("b")) with { Maintenance = new("noc") }, Build.Node("b"));

        MaintenanceSpread.Apply(graph).ShouldBeSameAs(graph);
    }

    [Fact]
    public void Apply_CoveredNodeWithItsOwnWindow_KeepsIt()
    {
        var own = new MaintenanceWindow("other");
        var graph = Build.Graph(
            Build.Node("a", Build.On("b")) with { Maintenance = Exclusive }, Build.Node("b", Build.On("c")) with { Maintenance = own }, Build.Node("c"));

        var spread = MaintenanceSpread.Apply(graph);

        spread.Nodes[Build.Id("b")].Maintenance.ShouldBe(own);
        spread.Nodes[Build.Id("c")].Maintenance!.Contact.ShouldBe("noc");
    }

    [Fact]
    public void CoveredBy_AnyNetwork_IsWhatNoPathFromElsewhereReaches() => RandomNetworks.Hold(RandomNetworks.Any, network =>
    {
        foreach (var id in network.Graph.Nodes.Keys)
        {
            var others = network.Graph.Nodes.Keys.Where(root => root != id && network.Graph.DependentsOf(root).Count == 0).ToHashSet();
            var reachedOtherwise = Reached(network.Graph, others, id);
            var closure = network.Graph.ClosureOf([id]).Where(other => other != id);

            MaintenanceSpread.CoveredBy(network.Graph, id).Order().ShouldBe(closure.Where(other => !reachedOtherwise.Contains(other)).Order());
        }
    });

    private static HashSet<SubserviceId> Reached(
        AssuranceGraph graph, IEnumerable<SubserviceId> roots, SubserviceId around)
    {
        var seen = new HashSet<SubserviceId>();
        var open = new Queue<SubserviceId>(roots);
        while (open.TryDequeue(out var id))
        {
            if (id != around && seen.Add(id))
            {
                foreach (var edge in graph.Nodes[id].Dependencies)
                {
                    open.Enqueue(edge.Target);
                }
            }
        }

        return seen;
    }
}
