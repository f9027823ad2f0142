using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Assignments;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Cli.Replay;

/// <summary>What a replay is made of.</summary>
/// <param name="From">Begin of what is shown.</param>
/// <param name="To">End.</param>
/// <param name="Nodes">The graph at the end.</param>
/// <param name="Assignments">What each asked agent was told, by its name.</param>
/// <param name="Samples">By time; they begin before <paramref name="From"/>, so that functions over time have something to stand on.</param>
internal sealed record ReplayMaterial(
    DateTimeOffset From,
    DateTimeOffset To,
    IReadOnlyList<GraphNode> Nodes,
    IReadOnlyDictionary<string, AgentAssignment> Assignments,
    IReadOnlyList<RecordedSample> Samples)
{
    /// <summary>How long before its begin samples are read.</summary>
    public static TimeSpan WarmUp { get; } = TimeSpan.FromMinutes(5);

    /// <summary>The node as the model has it; parameters of a service instance are in the assignment of its agent.</summary>
    public AssuranceNode ToModel(GraphNode node) => new()
    {
        Id = new SubserviceId(node.Type, node.Id),
        Label = node.Label,
        Parameters = ParameterDictionary.Of(node.Parameters).With(DefinitionOf(node)),
        Dependencies = [.. node.Dependencies.Select(ToModel)],
        Groups = [.. node.Groups.Select(group => new DependencyGroup(group.Name, CombinationOf(group.Combination), group.Minimum))],
        Maintenance = node.Maintenance?.ToModel(),
    };

    private IEnumerable<KeyValuePair<string, string>> DefinitionOf(GraphNode node) =>
        node.Type == SubserviceId.ServiceInstanceType && node.Agent is { } agent && Assignments.TryGetValue(agent, out var assignment)
            ? assignment.Services.Where(service => SubserviceId.ForService(service.Type, service.Name).Id == node.Id).SelectMany(service => service.Parameters)
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

/// <summary>What the product recorded of a node.</summary>
internal sealed record RecordedHealth(SubserviceId Node, HealthHistory History);
