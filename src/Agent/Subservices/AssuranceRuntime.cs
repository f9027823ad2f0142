using RouterAlertAssurance.Agent.Assignments;
using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Heuristics.Decomposition;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Health;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Agent.Subservices;

/// <summary>One configuration at work: the graph of the slice, and the owned nodes in the engine.</summary>
internal sealed class AssuranceRuntime
{
    private AssuranceRuntime(AgentConfiguration configuration, AssuranceGraph graph, Dictionary<SubserviceId, EvaluatedNode> nodes)
    {
        (Configuration, Graph, Nodes) = (configuration, graph, nodes);
        Glossary = new SymptomGlossary(configuration.Catalog);
        Feeds = nodes.Values.SelectMany(node => node.Feeds).ToHashSet();
    }

    public AgentConfiguration Configuration { get; }

    public AssuranceGraph Graph { get; }

    /// <summary>The nodes that are evaluated here.</summary>
    public IReadOnlyDictionary<SubserviceId, EvaluatedNode> Nodes { get; }

    public SymptomGlossary Glossary { get; }

    public IReadOnlyCollection<FeedDefinition> Feeds { get; }

    public static AssuranceRuntime Empty { get; } = new(AgentConfiguration.Empty, AssuranceGraph.Empty, []);

    public bool IsReady(NodeBoard board) => Nodes.Values.All(board.IsReady);

    /// <summary>Takes the nodes out of the engine that another runtime does not have.</summary>
    public void Release(NodeBoard board, AssuranceRuntime kept)
    {
        foreach (var pair in Nodes.Where(pair => !ReferenceEquals(kept.Nodes.GetValueOrDefault(pair.Key), pair.Value)))
        {
            board.Remove(pair.Value);
        }
    }

    /// <summary>
    /// Builds the runtime of a configuration. Nodes that are evaluated as before stay as they are; others with the same identity go on with
    /// the symptoms they had.
    /// </summary>
    public static AssuranceRuntime Build(
        AgentConfiguration configuration,
        AssuranceRuntime before,
        IReadOnlyDictionary<SubserviceId, HealthStatus> statuses,
        NodeBoard board,
        Func<string, bool> hasSource,
        DateTimeOffset now)
    {
        var target = AssuranceGraph.Empty.Apply(new GraphEdit(configuration.Nodes, []), now).Graph;
        var graph = before.Graph.Apply(AssuranceGraph.Difference(before.Graph, target), now).Graph;
        var devices = configuration.Assignment.Devices.ToDictionary(
            device => device.Name, device => new DeviceInfo(device.Name, device.Characteristics), StringComparer.Ordinal);
        var nodes = new Dictionary<SubserviceId, EvaluatedNode>();
        foreach (var node in configuration.Nodes.Where(node => configuration.OwnerOf(node.Id) is null))
        {
            if (configuration.TypeOf(node) is { } type)
            {
                var plan = NodePlan.Of(node, type, configuration, devices, hasSource);
                nodes[node.Id] = before.Nodes.GetValueOrDefault(node.Id) is { } same && same.Plan.Signature == plan.Signature
                    ? same
                    : board.Add(plan, statuses.TryGetValue(node.Id, out var status) ? status.Symptoms : []);
            }
        }

        return new AssuranceRuntime(configuration, graph, nodes);
    }
}
