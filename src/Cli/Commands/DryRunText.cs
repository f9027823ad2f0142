using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Definitions;

namespace RouterAlertAssurance.Cli.Commands;

/// <summary>The answer of a dry run as text: the graph the service would have, what that changes in the network's graph, and what is wrong with it.</summary>
internal static class DryRunText
{
    public static void Print(TextWriter output, DryRunAnswer answer)
    {
        var (added, changed, removed) = (answer.Difference.Added, answer.Difference.Changed, answer.Difference.Removed);
        var marks = added.Select(node => (node, Mark: "+")).Concat(changed.Select(node => (node, Mark: "~")))
            .ToDictionary(pair => (pair.node.Type, pair.node.Id), pair => pair.Mark);
        new GraphTree(output, answer.Graph.Nodes, node => marks.GetValueOrDefault((node.Type, node.Id), " ")).Print();

        output.WriteLine();
        output.WriteLine($"{added.Count} added (+), {changed.Count} changed (~), {removed.Count} removed (-) in the graph of the whole network");
        Print(output, "+", added);
        Print(output, "~", changed);
        Print(output, "-", removed);
        if (answer.Problems.Count > 0)
        {
            output.WriteLine("Problems:");
            foreach (var problem in answer.Problems)
            {
                output.WriteLine($"  {problem.Node}: {problem.Detail}");
            }
        }

        output.WriteLine("Nothing was changed: this was a dry run.");
    }

    private static void Print(TextWriter output, string mark, IReadOnlyList<SubserviceReference> nodes)
    {
        foreach (var node in nodes)
        {
            output.WriteLine($"  {mark} {node.Type}[{node.Id}]");
        }
    }
}
