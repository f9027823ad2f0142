using RouterAlertAssurance.Contracts;

namespace RouterAlertAssurance.Collector.Graphs;

/// <summary>Brings nodes to one form, so that the same node is told from a changed one whatever way it came.</summary>
internal static class GraphNodes
{
    public static GraphNode Normalise(GraphNode node) => node with
    {
        Parameters = Sorted(node.Parameters),
        Labels = Sorted(node.Labels),
        LastChange = Times.Normalise(node.LastChange),
        Maintenance = node.Maintenance is { } window
            ? window with { Start = Times.Normalise(window.Start), End = Times.Normalise(window.End), Until = Times.Normalise(window.Until) }
            : null,
    };

    public static bool Same(GraphNode one, GraphNode other) =>
        one.Label == other.Label
        && one.Agent == other.Agent
        && one.Maintenance == other.Maintenance
        && one.LastChange == other.LastChange
        && one.Parameters.SequenceEqual(other.Parameters)
        && one.Labels.SequenceEqual(other.Labels)
        && one.Dependencies.SequenceEqual(other.Dependencies)
        && one.Groups.SequenceEqual(other.Groups);

    private static SortedDictionary<string, string> Sorted(IReadOnlyDictionary<string, string> values) =>
        new(new Dictionary<string, string>(values), StringComparer.Ordinal);
}
