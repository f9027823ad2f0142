using System.CommandLine;
using RouterAlertAssurance.Cli.Client;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Queries;

namespace RouterAlertAssurance.Cli.Commands;

/// <summary><c>raa graph print</c>: the assurance graph of a service as a tree, shared nodes marked.</summary>
internal static class GraphCommands
{
    public static Command Create(CommandContext context) => new("graph", "Look at assurance graphs") { Print(context) };

    private static Command Print(CommandContext context)
    {
        var type = new Argument<string>("type") { Description = "Service type" };
        var name = new Argument<string>("name") { Description = "Name of the instance" };
        var at = new Option<string?>("--at") { Description = "The graph and scores as they were at this time (RFC 3339)" };
        var command = new Command("print", "The graph of a service with the score of every node. Example: raa graph print tunnel blue") { type, name, at };
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
                new TreePrinter(call.Output, graph).Print();
            }

            return CliExitCode.Success;
        });
        return command;
    }

    private sealed class TreePrinter(TextWriter output, HealthGraph graph)
    {
        private readonly Dictionary<(string, string), NodeHealth> _nodes = graph.Nodes.ToDictionary(node => (node.Node.Type, node.Node.Id));
        private readonly HashSet<(string, string)> _printed = [];

        public void Print()
        {
            var targets = graph.Nodes.SelectMany(node => node.Node.Dependencies).Select(edge => (edge.Type, edge.Id)).ToHashSet();
            foreach (var root in graph.Nodes.Where(node => !targets.Contains((node.Node.Type, node.Node.Id))))
            {
                Node((root.Node.Type, root.Node.Id), "", "");
            }
        }

        private void Node((string Type, string Id) id, string indent, string kind)
        {
            if (!_nodes.TryGetValue(id, out var node))
            {
                return;
            }

            var again = !_printed.Add(id);
            output.WriteLine($"{indent}{Output.Score(node.Status.Score),3}  {id.Type}[{id.Id}]{kind}{(again && node.Node.Dependencies.Count > 0 ? "  (shared, see above)" : "")}");
            if (again)
            {
                return;
            }

            foreach (var edge in node.Node.Dependencies)
            {
                Node((edge.Type, edge.Id), indent + "    ", edge.DependencyType == "informational" ? "  informational" : "");
            }
        }
    }
}
