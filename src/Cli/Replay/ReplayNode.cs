using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Assignments;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Cli.Replay;

/// <summary>A node of the graph that is replayed.</summary>
/// <param name="Node">The node. Of a service instance, the parameters of its definition are among those of the node once they were added.</param>
/// <param name="Agent">The agent that owns it; null when none does.</param>
internal sealed record ReplayNode(AssuranceNode Node, string? Agent)
{
    /// <summary>A node of the collector's graph.</summary>
    public static ReplayNode Of(GraphNode node) => new(
        new AssuranceNode
        {
            Id = new SubserviceId(node.Type, node.Id),
            Label = node.Label,
            Parameters = ParameterDictionary.Of(node.Parameters),
            Dependencies = [.. node.Dependencies.Select(ToModel)],
            Groups = [.. node.Groups.Select(group => new DependencyGroup(group.Name, CombinationOf(group.Combination), group.Minimum))],
            Maintenance = node.Maintenance?.ToModel(),
        },
        node.Agent);

    /// <summary>With the parameters of the definition, which the assignment of its agent has.</summary>
    public ReplayNode WithDefinition(IReadOnlyDictionary<string, AgentAssignment> assignments) => Node.Id.IsServiceInstance
        ? this with { Node = Node with { Parameters = Node.Parameters.With(DefinitionOf(Node.Id, Agent, assignments)) } }
        : this;

    private static IEnumerable<KeyValuePair<string, string>> DefinitionOf(SubserviceId id, string? agent, IReadOnlyDictionary<string, AgentAssignment> assignments) =>
        agent is not null && assignments.TryGetValue(agent, out var assignment)
            ? assignment.Services.Where(service => SubserviceId.ForService(service.Type, service.Name) == id).SelectMany(service => service.Parameters)
            : [];

    private static Dependency ToModel(GraphEdge edge) => new(
        new SubserviceId(edge.Type, edge.Id),
        edge.DependencyType == "informational" ? DependencyType.Informational : DependencyType.Impacting,
        edge.Group,
        EdgeTransform.TryParse(edge.Transform, out var transform) ? transform : null);

    private static GroupCombination CombinationOf(string name) => name switch
    {
        "any" => GroupCombination.Any,
        "at-least" => GroupCombination.AtLeast,
        "weighted" => GroupCombination.Weighted,
        _ => GroupCombination.All,
    };
}
