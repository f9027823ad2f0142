using RouterAlertAssurance.Agent.Assignments;
using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Agent.Tests.Assignments;

public sealed class NodeCompletionTests
{
    private const string Package = """
        package: small
        version: 1.0.0
        revision: 2026-01-31
        subservices:
          part:
            label: Part {device}
            owner: device
            parameters: [{name: device, type: device}]
          whole:
            label: Whole {device}
            owner: device
            parameters: [{name: device, type: device}]
            groups: [{name: parts, combination: any}]
            dependencies:
              - {subservice: part, group: parts, with: {device: "{device}"}, transform: {0: 50, 100: 100}}
              - {subservice: part, type: informational, with: {device: "{device}"}}
        """;

    [Fact]
    public void Complete_EdgesAsConfigured_GetGroupAndTransformOfTheirRule()
    {
        var type = PackageLoader.Load([("small.yaml", Package)]).Package!.Subservices["whole"];
        var node = new AssuranceNode
        {
            Id = new SubserviceId("whole", "pe1"),
            Label = "",
            Dependencies =
            [
                new Dependency(new SubserviceId("part", "pe1"), DependencyType.Impacting),
                new Dependency(new SubserviceId("part", "pe2"), DependencyType.Informational),
                new Dependency(new SubserviceId("other", "x"), DependencyType.Impacting),
            ],
        };

        var completed = NodeCompletion.Complete(node with { Parameters = node.Parameters.With([new("device", "pe1")]) }, type);

        completed.Label.ShouldBe("Whole pe1");
        completed.Groups.ShouldHaveSingleItem().Name.ShouldBe("parts");
        completed.Dependencies.Select(edge => (edge.Group, edge.Transform?.ToString()))
            .ShouldBe([("parts", "0:50 100:100"), ("", null), ("", null)]);
    }
}
