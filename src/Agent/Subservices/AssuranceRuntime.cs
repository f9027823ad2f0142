using System.Collections.Immutable;
using RouterAlertAssurance.Agent.Assignments;
using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Heuristics.Decomposition;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Health;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Agent.Subservices;

/// <summary>One configuration at work: the graph of the slice and an evaluator for each owned node.</summary>
internal sealed class AssuranceRuntime
{
    private readonly Dictionary<FeedDefinition, List<SubserviceId>> _readers = [];

    private AssuranceRuntime(AgentConfiguration configuration, AssuranceGraph graph, Dictionary<SubserviceId, NodeEvaluator> evaluators)
    {
        (Configuration, Graph, Evaluators) = (configuration, graph, evaluators);
        Glossary = new SymptomGlossary(configuration.Catalog);
        foreach (var (id, evaluator) in evaluators)
        {
            foreach (var feed in evaluator.Inputs.Select(input => input.Feed).OfType<FeedDefinition>())
            {
                (_readers.TryGetValue(feed, out var readers) ? readers : _readers[feed] = []).Add(id);
            }
        }
    }

    public AgentConfiguration Configuration { get; }

    public AssuranceGraph Graph { get; }

    public IReadOnlyDictionary<SubserviceId, NodeEvaluator> Evaluators { get; }

    public SymptomGlossary Glossary { get; }

    public IReadOnlyCollection<FeedDefinition> Feeds => _readers.Keys;

    public bool IsReady => Evaluators.Values.All(evaluator => evaluator.IsReady);

    public static AssuranceRuntime Empty { get; } = new(AgentConfiguration.Empty, AssuranceGraph.Empty, []);

    /// <summary>Nodes that read a feed.</summary>
    public IReadOnlyList<SubserviceId> ReadersOf(FeedDefinition feed) => _readers.TryGetValue(feed, out var readers) ? readers : [];

    /// <summary>
    /// Builds the runtime of a configuration. Nodes that are evaluated as before keep their evaluator; others with the same identity go on with
    /// the symptoms they had.
    /// </summary>
    public static AssuranceRuntime Build(
        AgentConfiguration configuration,
        AssuranceRuntime before,
        IReadOnlyDictionary<SubserviceId, HealthStatus> statuses,
        string agentId,
        Func<string, bool> hasSource,
        DateTimeOffset now)
    {
        var target = AssuranceGraph.Empty.Apply(new GraphEdit(configuration.Nodes, []), now).Graph;
        var graph = before.Graph.Apply(AssuranceGraph.Difference(before.Graph, target), now).Graph;
        var devices = configuration.Assignment.Devices.ToDictionary(
            device => device.Name, device => new DeviceInfo(device.Name, device.Characteristics), StringComparer.Ordinal);
        var evaluators = new Dictionary<SubserviceId, NodeEvaluator>();
        foreach (var node in configuration.Nodes.Where(node => configuration.OwnerOf(node.Id) is null))
        {
            if (configuration.TypeOf(node) is { } type)
            {
                var plan = NodePlan.Of(node, type, configuration, devices, hasSource);
                evaluators[node.Id] = before.Evaluators.GetValueOrDefault(node.Id) is { } same && same.Signature == plan.Signature
                    ? same
                    : Create(plan, node, statuses, agentId);
            }
        }

        return new AssuranceRuntime(configuration, graph, evaluators);
    }

    private static NodeEvaluator Create(NodePlan plan, AssuranceNode node, IReadOnlyDictionary<SubserviceId, HealthStatus> statuses, string agentId)
    {
        var evaluator = new NodeEvaluator(plan, node.Parameters, agentId);
        evaluator.Resume(statuses.GetValueOrDefault(node.Id)?.Symptoms ?? ImmutableArray<Symptom>.Empty);
        return evaluator;
    }
}
