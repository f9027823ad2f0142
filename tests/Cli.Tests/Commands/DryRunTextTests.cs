using RouterAlertAssurance.Cli.Commands;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Definitions;

namespace RouterAlertAssurance.Cli.Tests.Commands;

public sealed class DryRunTextTests
{
    [Fact]
    public void Print_NewService_ShowsTreeDifferenceAndProblems()
    {
        GraphNode[] nodes =
        [
            new() { Type = "device", Id = "pe1" },
            new() { Type = "interface", Id = "pe1/a", Dependencies = [new("device", "pe1", "impacting")] },
            new() { Type = "interface", Id = "pe1/b", Dependencies = [new("device", "pe1", "impacting")] },
            new()
            {
                Type = "service-instance",
                Id = "tunnel/green",
                Dependencies = [new("interface", "pe1/a", "impacting"), new("interface", "pe1/b", "informational"), new("interface", "pe1/a", "impacting")],
            },
        ];
        var difference = new GraphDifference([new("service-instance", "tunnel/green")], [new("interface", "pe1/b")], [new("ecmp", "pe1/10.0.0.1")]);
        using var output = new StringWriter { NewLine = "\n" };

        DryRunText.Print(output, new DryRunAnswer(new GraphDocument(nodes), difference, [new("ecmp[pe1/10.0.0.2]", "no route to 10.0.0.2 on device pe1 reported yet")]));

        output.ToString().ShouldBe("""
            +  service-instance[tunnel/green]
                   interface[pe1/a]
                       device[pe1]
                ~  interface[pe1/b]  informational
                       device[pe1]
                   interface[pe1/a]  (shared, see above)

            1 added (+), 1 changed (~), 1 removed (-) in the graph of the whole network
              + service-instance[tunnel/green]
              ~ interface[pe1/b]
              - ecmp[pe1/10.0.0.1]
            Problems:
              ecmp[pe1/10.0.0.2]: no route to 10.0.0.2 on device pe1 reported yet
            Nothing was changed: this was a dry run.

            """);
    }
}
