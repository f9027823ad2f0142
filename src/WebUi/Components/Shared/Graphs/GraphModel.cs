using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Queries;

namespace RouterAlertAssurance.WebUi.Components.Shared.Graphs;

/// <summary>A graph prepared for drawing: what is looked up for every node and edge, once for each new graph.</summary>
public sealed class GraphModel
{
    private readonly Dictionary<string, NodeHealth> _nodes;
    private readonly Dictionary<string, int> _parents;
    private readonly HashSet<string> _causes;

    /// <param name="graph">Nodes with their health.</param>
    /// <param name="root">Key of the service's node, whose causes are marked.</param>
    public GraphModel(HealthGraph graph, string root)
    {
        Graph = graph;
        _nodes = graph.Nodes.ToDictionary(NodeKey.Of, StringComparer.Ordinal);
        _parents = graph.Nodes.SelectMany(node => node.Node.Dependencies).CountBy(TargetOf, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        _causes = [.. (_nodes.GetValueOrDefault(root)?.Status.Causes ?? []).Select(cause => NodeKey.Of(cause.Subservice))];
        Edges = [.. graph.Nodes.SelectMany(EdgesOf)];
        Structure = string.Join('\n', Edges.Select(edge => edge.Id).Concat(_nodes.Keys).Order(StringComparer.Ordinal));
    }

    public HealthGraph Graph { get; }

    public IReadOnlyList<DrawnEdge> Edges { get; }

    public IReadOnlyCollection<string> Keys => _nodes.Keys;

    /// <summary>Equal for two graphs that are laid out alike.</summary>
    public string Structure { get; }

    public bool IsTroubled => Edges.Any(edge => edge.Class == DrawnEdge.Lossy);

    public NodeHealth? Find(string key) => _nodes.GetValueOrDefault(key);

    /// <summary>Whether the service's score rests on a symptom of this very node.</summary>
    public bool IsCause(string key) => _causes.Contains(key);

    public bool IsShared(NodeHealth node) => node.Services.Count > 1 || _parents.GetValueOrDefault(NodeKey.Of(node)) > 1;

    private static string TargetOf(GraphEdge edge) => NodeKey.Of(edge.Type, edge.Id);

    private IEnumerable<DrawnEdge> EdgesOf(NodeHealth node) => node.Node.Dependencies
        .Where(edge => _nodes.ContainsKey(TargetOf(edge)))
        .Select(edge => new DrawnEdge(NodeKey.Of(node), TargetOf(edge), ClassOf(node, edge), _nodes[TargetOf(edge)].Status.Shown()));

    private static string ClassOf(NodeHealth parent, GraphEdge edge) =>
        edge.DependencyType == "informational" ? DrawnEdge.Informational : IsLossy(parent, edge) ? DrawnEdge.Lossy : "";

    /// <summary>The parent says so itself: it has inherited a symptom over this edge.</summary>
    private static bool IsLossy(NodeHealth parent, GraphEdge edge) => parent.Status.Symptoms.Any(symptom =>
        symptom is { Stop: null, Kind: "inherited", Weight: > 0 } && symptom.Dependency is { } lossy && lossy.Type == edge.Type && lossy.Id == edge.Id);
}

/// <summary>An edge between two nodes of the drawing.</summary>
/// <param name="Source">Key of the node that depends.</param>
/// <param name="Target">Key of the node it depends on.</param>
/// <param name="Class">Empty, <see cref="Lossy"/> or <see cref="Informational"/>.</param>
/// <param name="Score">Score of the target, as it is shown.</param>
public sealed record DrawnEdge(string Source, string Target, string Class, int Score)
{
    public const string Lossy = "lossy";
    public const string Informational = "informational";

    public string Id { get; } = $"{Source}\n{Target}";
}
