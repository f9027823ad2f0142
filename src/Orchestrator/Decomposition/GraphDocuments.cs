using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Subservices;
using RouterAlertAssurance.Orchestrator.Network;

namespace RouterAlertAssurance.Orchestrator.Decomposition;

/// <summary>Between nodes of the model and nodes as documents.</summary>
internal static class GraphDocuments
{
    /// <summary>A node of a state's plan, with its owner and, for the node of a service instance, the labels of its definition.</summary>
    public static GraphNode Of(SubserviceId id, NetworkState state)
    {
        var node = state.Plan.Graph.Nodes[id];
        return ToDocument(node, state.Plan.Owners.GetValueOrDefault(id), id.IsServiceInstance ? state.Services.GetValueOrDefault(ServiceKey.Of(node))?.Definition : null);
    }

    /// <param name="node">The node.</param>
    /// <param name="agent">Its owner; null when nobody owns it.</param>
    /// <param name="service">The definition, for the node of a service instance.</param>
    public static GraphNode ToDocument(AssuranceNode node, string? agent, ServiceDefinition? service) => new()
    {
        Type = node.Id.Type,
        Id = node.Id.Id,
        Label = node.Label,
        Parameters = node.Parameters,
        Dependencies = [.. node.Dependencies.Select(ToDocument)],
        Groups = [.. node.Groups.Select(group => new GraphGroup(group.Name, NameOf(group.Combination), group.Minimum))],
        Agent = agent,
        Labels = service?.Labels ?? new Dictionary<string, string>(),
        Maintenance = node.Maintenance is { } window ? MaintenanceDocument.From(window) : null,
        LastChange = node.LastChange,
    };

    public static AssuranceNode ToModel(GraphNode node) => new()
    {
        Id = new SubserviceId(node.Type, node.Id),
        Label = node.Label,
        Parameters = ParameterDictionary.Of(node.Parameters),
        Dependencies = [.. node.Dependencies.Select(ToModel)],
        Groups = [.. node.Groups.Select(group => new DependencyGroup(group.Name, CombinationOf(group.Combination), group.Minimum))],
        Maintenance = node.Maintenance?.ToModel(),
        LastChange = node.LastChange,
    };

    private static GraphEdge ToDocument(Dependency edge) =>
        new(edge.Target.Type, edge.Target.Id, NameOf(edge.Type), edge.Group, edge.Transform?.ToString());

    private static Dependency ToModel(GraphEdge edge) => new(
        new SubserviceId(edge.Type, edge.Id),
        edge.DependencyType == Informational ? DependencyType.Informational : DependencyType.Impacting,
        edge.Group,
        EdgeTransform.TryParse(edge.Transform, out var transform) ? transform : null);

    private const string Informational = "informational";

    private static string NameOf(DependencyType type) => type == DependencyType.Informational ? Informational : "impacting";

    private static string NameOf(GroupCombination combination) => combination switch
    {
        GroupCombination.Any => "any",
        GroupCombination.AtLeast => "at-least",
        GroupCombination.Weighted => "weighted",
        _ => "all",
    };

    private static GroupCombination CombinationOf(string name) => name switch
    {
        "any" => GroupCombination.Any,
        "at-least" => GroupCombination.AtLeast,
        "weighted" => GroupCombination.Weighted,
        _ => GroupCombination.All,
    };
}
