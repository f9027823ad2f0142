using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Subservices;
using RouterAlertAssurance.Model.Tests.Support;

namespace RouterAlertAssurance.Model.Tests.Graphs;

public sealed class AssuranceGraphTests
{
    private static readonly DateTimeOffset Later = Network.Epoch.AddHours(1);

    [Fact]
    public void Apply_ClosingALoop_IsRefusedWithTheLoopNodeByNode()
    {
        var graph = Build.Graph(Build.Node("a", Build.On("b")), Build.Node("b", Build.On("c")), Build.Node("c"));

        var result = graph.Apply(new([Build.Node("c", Build.Informed("a"))], []), Later);

        var refusal = result.Refusals.ShouldHaveSingleItem();
        refusal.Kind.ShouldBe(GraphRefusalKind.Cycle);
        refusal.Others.ShouldBe([Build.Id("a"), Build.Id("b"), Build.Id("c")]);
        refusal.Text.ShouldContain("thing[a] → thing[b] → thing[c] → thing[a]");
        result.Graph.ShouldBeSameAs(graph);
    }

    [Fact]
    public void Apply_NodeThatDependsOnItself_IsRefused() =>
        RefusalsOf(Build.Node("a", Build.On("a"))).ShouldHaveSingleItem().Text.ShouldContain("thing[a] → thing[a]");

    [Fact]
    public void Apply_DanglingDependency_IsRefusedWithWhoAndWhat()
    {
        var refusal = RefusalsOf(Build.Node("a", Build.On("nowhere"))).ShouldHaveSingleItem();

        refusal.Kind.ShouldBe(GraphRefusalKind.DanglingDependency);
        refusal.Node.ShouldBe(Build.Id("a"));
        refusal.Others.ShouldBe([Build.Id("nowhere")]);
    }

    [Fact]
    public void Apply_SameDependencyTwice_IsRefused() =>
        RefusalsOf(Build.Node("a", Build.On("b"), Build.Informed("b")), Build.Node("b"))
            .ShouldHaveSingleItem().Kind.ShouldBe(GraphRefusalKind.DuplicateDependency);

    [Fact]
    public void Apply_UndefinedGroup_IsRefused() =>
        RefusalsOf(Build.Node("a", Build.On("b", "nobody")), Build.Node("b"))
            .ShouldHaveSingleItem().Kind.ShouldBe(GraphRefusalKind.UnknownGroup);

    [Fact]
    public void Apply_SeveralBadGroups_AreAllReported() =>
        RefusalsOf(Build.Node("a", Build.Informed("b") with { Group = "x" }) with
        {
            Groups = [new("x", GroupCombination.Any), new("x", GroupCombination.All), new("", GroupCombination.Any), new("z", GroupCombination.AtLeast, 0)],
        }, Build.Node("b")).Count(refusal => refusal.Kind == GraphRefusalKind.InvalidGroup).ShouldBe(4);

    [Fact]
    public void Apply_RemovalOfANodeStillDependedUpon_IsRefusedWithThoseDepending()
    {
        var graph = Build.Graph(Build.Node("a", Build.On("c")), Build.Node("b", Build.On("c")), Build.Node("c"));

        var refusal = graph.Apply(new([], [Build.Id("c")]), Later).Refusals.ShouldHaveSingleItem();

        refusal.Kind.ShouldBe(GraphRefusalKind.StillDependedUpon);
        refusal.Others.ShouldBe([Build.Id("a"), Build.Id("b")]);
    }

    [Fact]
    public void Apply_SameNodeWrittenAndRemoved_IsRefused() =>
        AssuranceGraph.Empty.Apply(new([Build.Node("a"), Build.Node("a")], []), Later)
            .Refusals.ShouldHaveSingleItem().Kind.ShouldBe(GraphRefusalKind.Conflict);

    [Fact]
    public void Apply_SeveralFaults_ReportsEveryOne() =>
        RefusalsOf(Build.Node("a", Build.On("nowhere")), Build.Node("b", Build.On("b")), Build.Node("c", Build.On("a", "x"))).Length.ShouldBe(3);

    [Fact]
    public void Apply_OnlyLabelOrParameterChanged_KeepsLastChange()
    {
        var graph = Build.Graph(Build.Node("a"));
        var renamed = graph.Nodes[Build.Id("a")] with { Label = "other" };

        var result = graph.Apply(new([renamed], []), Later);

        result.Changed.ShouldBe([Build.Id("a")]);
        result.Graph.Nodes[Build.Id("a")].Label.ShouldBe("other");
        result.Graph.Nodes[Build.Id("a")].LastChange.ShouldBe(Network.Epoch);
        result.Graph.LastChange.ShouldBe(Network.Epoch);
        result.Graph.Version.ShouldBe(graph.Version + 1);
    }

    [Fact]
    public void Apply_DependenciesOrMaintenanceChanged_SetsLastChangeOfThatNodeOnly()
    {
        var graph = Build.Graph(Build.Node("a"), Build.Node("b"), Build.Node("c"));

        var result = graph.Apply(new([Build.Node("a", Build.On("c")), Build.Node("b") with { Maintenance = new("noc") }], []), Later);

        result.Graph.Nodes.Values.Select(node => node.LastChange).ShouldBe([Later, Later, Network.Epoch]);
        result.Graph.LastChange.ShouldBe(Later);
    }

    [Fact]
    public void Apply_WhatIsThereAlready_IsTheSameGraph()
    {
        var graph = Build.Graph(Build.Node("a", Build.On("b"), Build.On("c")), Build.Node("b"), Build.Node("c"));

        var result = graph.Apply(new([Build.Node("a", Build.On("c"), Build.On("b"))], [Build.Id("gone")]), Later);

        result.HasChanges.ShouldBeFalse();
        result.Graph.ShouldBeSameAs(graph);
    }

    [Fact]
    public void Apply_ClockSetBack_GraphIsNotOlderThanItsNodes()
    {
        var graph = AssuranceGraph.Empty.Apply(new([Build.Node("a")], []), Later).Graph;

        graph.Apply(new([Build.Node("b")], []), Network.Epoch).Graph.LastChange.ShouldBe(Later);
    }

    [Fact]
    public void Apply_RemovalWithItsDependents_IsAccepted()
    {
        var graph = Build.Graph(Build.Node("a", Build.On("b")), Build.Node("b"));

        var result = graph.Apply(new([], [Build.Id("b"), Build.Id("a")]), Later);

        result.Graph.Nodes.ShouldBeEmpty();
        result.Graph.LastChange.ShouldBe(Later);
        result.Removed.ShouldBe([Build.Id("b"), Build.Id("a")]);
    }

    [Fact]
    public void Apply_ChainOfManyNodes_NeedsNoDeepStack()
    {
        var nodes = Enumerable.Range(0, 20_000).Select(index => index == 0 ? Build.Node("n0") : Build.Node($"n{index}", Build.On($"n{index - 1}")));
        var graph = Build.Graph([.. nodes]);

        graph.TopologicalOrder()[^1].ShouldBe(Build.Id("n19999"));
        graph.Apply(new([Build.Node("n0", Build.On("n19999"))], []), Later).Refusals.ShouldHaveSingleItem().Others.Length.ShouldBe(20_000);
    }

    [Fact]
    public void Restore_KeptNodes_KeepsVersionAndTimes()
    {
        var graph = Build.Graph(Build.Node("a")).Apply(new([Build.Node("b", Build.On("a"))], []), Later).Graph;

        var restored = AssuranceGraph.Restore(graph.Nodes.Values, graph.Version, graph.LastChange).Graph;

        restored.Version.ShouldBe(2);
        restored.LastChange.ShouldBe(Later);
        restored.Nodes.Values.Select(node => node.LastChange).ShouldBe([Network.Epoch, Later]);
        restored.DependentsOf(Build.Id("a")).ShouldBe([Build.Id("b")]);
    }

    [Fact]
    public void Restore_UnsoundNodes_IsRefused() =>
        AssuranceGraph.Restore([Build.Node("a", Build.On("b"))], 7, Later).Refusals.ShouldHaveSingleItem().Kind.ShouldBe(GraphRefusalKind.DanglingDependency);

    [Fact]
    public void ServiceInstances_MixedGraph_AreThoseOfTheServiceType() =>
        Build.Graph(Build.Node("service-1", Build.On("a")), Build.Node("a")).ServiceInstances.ShouldBe([new SubserviceId(SubserviceId.ServiceInstanceType, "service-1")]);

    private static System.Collections.Immutable.ImmutableArray<GraphRefusal> RefusalsOf(params AssuranceNode[] nodes) =>
        AssuranceGraph.Empty.Apply(new([.. nodes], []), Later).Refusals;
}
