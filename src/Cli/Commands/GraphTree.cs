using RouterAlertAssurance.Contracts;

namespace RouterAlertAssurance.Cli.Commands;

/// <summary>Prints an assurance graph as a tree; a node that several others depend on is opened once.</summary>
/// <param name="output">Where it is printed.</param>
/// <param name="nodes">The nodes; dependencies on others are left out.</param>
/// <param name="mark">What stands before a node; as wide for each.</param>
internal sealed class GraphTree(TextWriter output, IReadOnlyList<GraphNode> nodes, Func<GraphNode, string> mark)
{
    private const string Indent = "    ";

    private readonly Dictionary<(string, string), GraphNode> _nodes = nodes.ToDictionary(node => (node.Type, node.Id));
    private readonly HashSet<(string, string)> _printed = [];

    public void Print()
    {
        var targets = nodes.SelectMany(node => node.Dependencies).Select(edge => (edge.Type, edge.Id)).ToHashSet();
        foreach (var root in nodes.Where(node => !targets.Contains((node.Type, node.Id))))
        {
            Print(root, "", "");
        }
    }

    private void Print(GraphNode node, string indent, string kind)
    {
        var again = !_printed.Add((node.Type, node.Id));
        output.WriteLine($"{indent}{mark(node)}  {node.Type}[{node.Id}]{kind}{(again && node.Dependencies.Count > 0 ? "  (shared, see above)" : "")}");
        foreach (var edge in again ? [] : node.Dependencies)
        {
            if (_nodes.TryGetValue((edge.Type, edge.Id), out var target))
            {
                Print(target, indent + Indent, edge.DependencyType == "informational" ? "  informational" : "");
            }
        }
    }
}
