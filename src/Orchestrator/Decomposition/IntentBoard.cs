using System.Collections.Immutable;
using RouterAlertAssurance.Contracts.Assignments;
using RouterAlertAssurance.Heuristics.Decomposition;
using RouterAlertAssurance.Model.Subservices;
using RouterAlertAssurance.Orchestrator.Network;
using DecompositionProblem = RouterAlertAssurance.Contracts.Definitions.DecompositionProblem;

namespace RouterAlertAssurance.Orchestrator.Decomposition;

/// <summary>What the intents of all services ask of each node: the stricter wins where services share it, and both can be told.</summary>
internal sealed class IntentBoard
{
    private readonly Dictionary<(SubserviceId Node, string Threshold), ImmutableArray<Ask>> _asks;
    private readonly ILookup<SubserviceId, string> _thresholds;

    private IntentBoard(IEnumerable<Ask> asks)
    {
        _asks = asks.GroupBy(ask => (ask.Asked.Node, ask.Asked.Threshold)).ToDictionary(same => same.Key, same => same.ToImmutableArray().Sort(ByStrictness));
        _thresholds = _asks.Keys.Order().ToLookup(key => key.Node, key => key.Threshold);
    }

    public static IntentBoard Empty { get; } = new([]);

    public static IntentBoard Of(ImmutableSortedDictionary<ServiceKey, ServicePlan> services) => new(services
        .Where(service => service.Value.Refusal is null)
        .SelectMany(service => service.Value.Thresholds.Select(threshold => new Ask(service.Key, threshold))));

    /// <summary>The thresholds of some nodes, in the order of the nodes.</summary>
    public IEnumerable<NodeThreshold> Of(IEnumerable<SubserviceId> nodes) =>
        from node in nodes
        from threshold in _thresholds[node]
        let strictest = _asks[(node, threshold)][0].Asked
        select new NodeThreshold(node.Type, node.Id, threshold, strictest.Value, strictest.Unit);

    /// <summary>What the operator of a service should know: promises that nothing watches yet, and nodes where other services ask for something else.</summary>
    public IEnumerable<DecompositionProblem> NoticesOf(ServiceKey key, ServicePlan plan) =>
    [
        .. plan.Definition.Intent.Keys.Where(name => plan.Thresholds.All(threshold => threshold.Intent != name)).Order(StringComparer.Ordinal)
            .Select(name => new DecompositionProblem(
                SubserviceId.ForService(key.Type, key.Name).ToString(), $"no subservice of this service is watched for intent {name} at present")),
        .. from node in plan.Result.Nodes
           from threshold in _thresholds[node.Id]
           let detail = Detail(key, threshold, _asks[(node.Id, threshold)])
           where detail is not null
           select new DecompositionProblem(node.Id.ToString(), detail),
    ];

    private static string? Detail(ServiceKey key, string threshold, ImmutableArray<Ask> asks)
    {
        var (strictest, own) = (asks[0], asks.FirstOrDefault(ask => ask.Service == key));
        if (own is null)
        {
            return $"{threshold} is set to {strictest.Asked.Text} by intent {strictest.Asked.Intent} of service {strictest.Service}, which shares this node";
        }

        if (own.Asked.Value != strictest.Asked.Value)
        {
            return $"{threshold} is {strictest.Asked.Text} and not {own.Asked.Text}: service {strictest.Service}, which shares this node, has the stricter intent";
        }

        return asks.FirstOrDefault(ask => ask.Asked.Value != own.Asked.Value) is { } other
            ? $"{threshold} is {own.Asked.Text}, for service {other.Service} too, which shares this node and asks for {other.Asked.Text}"
            : null;
    }

    private static int ByStrictness(Ask left, Ask right) =>
        left.Asked.CompareStrictness(right.Asked) is var order and not 0 ? order : left.Service.CompareTo(right.Service);

    private sealed record Ask(ServiceKey Service, IntentThreshold Asked);
}
