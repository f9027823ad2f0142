using System.Collections.Immutable;
using RouterAlertAssurance.Engine;
using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.Heuristics.Packages;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Health;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Benchmarks;

/// <summary>The engine with the nodes of a network: an input for each metric of each subservice, equal ones shared.</summary>
internal sealed class EngineNetwork(PackageCatalog catalog)
{
    private readonly Dictionary<string, TypePlan> _plans = [];
    private readonly Dictionary<string, InputDeclaration> _declarations = [];
    private readonly Dictionary<(string Metric, string A, string B), int> _inputs = [];

    public AssuranceEngine Engine { get; } = new("bench");

    public Dictionary<SubserviceId, int> Numbers { get; } = [];

    /// <summary>The metric of each input, by number.</summary>
    public List<MetricDefinition> Metrics { get; } = [];

    public void Add(IEnumerable<AssuranceNode> nodes)
    {
        foreach (var node in nodes)
        {
            if (catalog.FindSubservice(node.Id.Type) is { } type && !node.Id.IsServiceInstance)
            {
                Numbers[node.Id] = Add(node, type);
            }
        }
    }

    public void Remove(IEnumerable<SubserviceId> ids)
    {
        foreach (var id in ids)
        {
            if (Numbers.Remove(id, out var number))
            {
                Engine.Remove(number);
            }
        }
    }

    public OwnHealth OwnOf(SubserviceId id) => Numbers.TryGetValue(id, out var number) ? Engine.HealthOf(number) : OwnHealth.Healthy;

    private int Add(AssuranceNode node, SubserviceType type)
    {
        if (!_plans.TryGetValue(type.Name, out var plan))
        {
            _plans[type.Name] = plan = TypePlan.Of(type);
        }

        var constants = SubservicePlan.ConstantsOf(plan, node.Parameters, ImmutableDictionary<string, ExpressionConstant>.Empty);
        return Engine.Add(SubservicePlan.Of(node.Id, plan, node.Parameters, constants, name => InputOf(type, type.Inputs[name].Metric, node)));
    }

    private int InputOf(SubserviceType type, string name, AssuranceNode node)
    {
        var second = node.Parameters.Count > 1 ? node.Parameters["parameter2"] : "";
        var key = (name, node.Parameters["parameter1"], second);
        if (!_inputs.TryGetValue(key, out var input))
        {
            var metric = catalog.FindMetric(type, name)!;
            if (!_declarations.TryGetValue(name, out var declaration))
            {
                _declarations[name] = declaration = new InputDeclaration(name, metric.Type, metric.Unit, metric.Kind);
            }

            input = Engine.AddInput(new EngineInput(name, key.Item2, declaration, TimeSpan.FromHours(10)));
            _inputs.Add(key, input);
            Metrics.Add(metric);
        }

        return input;
    }
}
