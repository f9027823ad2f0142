using System.CommandLine;
using RouterAlertAssurance.Cli.Client;
using RouterAlertAssurance.Contracts;

namespace RouterAlertAssurance.Cli.Commands;

/// <summary><c>raa graph print</c>: the assurance graph of a service as a tree, shared nodes marked.</summary>
internal static class GraphCommands
{
    public static Command Create(CommandContext context) => new("graph", "Look at assurance graphs") { Print(context) };

    private static Command Print(CommandContext context)
    {
        var type = new Argument<string>("type") { Description = "Service type" };
        var name = new Argument<string>("name") { Description = "Name of the instance" };
        var at = new Option<string?>("--at") { Description = "The graph and scores as they were at this time: RFC 3339, or relative to now such as -2m or -1h" };
        var command = new Command("print", "The graph of a service with the score of every node. Examples: raa graph print tunnel blue; raa graph print tunnel blue --at -2m") { type, name, at };
        context.Run(command, async (call, cancellationToken) =>
        {
            var time = call.Parsed.GetValue(at) is { } text ? $"?at={Uri.EscapeDataString(text)}" : "";
            var path = $"/api/v1/services/{Uri.EscapeDataString(call.Parsed.GetValue(type)!)}/{Uri.EscapeDataString(call.Parsed.GetValue(name)!)}/graph{time}";
            var graph = await call.Api.GetAsync(path, ContractsJson.Default.HealthGraph, cancellationToken);
            if (call.Json)
            {
                Output.Json(call.Output, graph, ContractsJson.Default.HealthGraph);
            }
            else
            {
                var scores = graph.Nodes.ToDictionary(node => (node.Node.Type, node.Node.Id), node => Output.Score(node.Status.Score));
                new GraphTree(call.Output, [.. graph.Nodes.Select(node => node.Node)], node => $"{scores[(node.Type, node.Id)],3}").Print();
            }

            return CliExitCode.Success;
        });
        return command;
    }
}
