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
    private readonly NodeAsks<Ask> _asks;

    private IntentBoard(NodeAsks<Ask> asks) => _asks = asks;

    public static IntentBoard Empty { get; } = new(NodeAsks<Ask>.None);

    public IntentBoard Replace(IReadOnlyCollection<ServiceChange> changes) => new(_asks.Replace(
        changes.SelectMany(change => AsksOf(change.Key, change.Before)), changes.SelectMany(change => AsksOf(change.Key, change.After))));

    /// <summary>The thresholds of some nodes, in the order of the nodes.</summary>
    public IEnumerable<NodeThreshold> Of(IEnumerable<SubserviceId> nodes) => _asks.IsEmpty
        ? []
        : from node in nodes
          from asks in Of(node)
          let strictest = asks.Strictest[0].Asked
          select new NodeThreshold(node.Type, node.Id, asks.Threshold, strictest.Value, strictest.Unit);

    /// <summary>What the operator of a service should know: promises that nothing watches yet, and nodes where other services ask for something else.</summary>
    public IEnumerable<DecompositionProblem> NoticesOf(ServiceKey key, ServicePlan plan) =>
    [
        .. plan.Definition.Intent.Keys.Where(name => plan.Thresholds.All(threshold => threshold.Intent != name)).Order(StringComparer.Ordinal)
            .Select(name => new DecompositionProblem(
                SubserviceId.ForService(key.Type, key.Name).ToString(), $"no subservice of this service is watched for intent {name} at present")),
        .. from node in plan.Result.Nodes
           from asks in Of(node.Id)
           let detail = Detail(key, asks.Threshold, asks.Strictest)
           where detail is not null
           select new DecompositionProblem(node.Id.ToString(), detail),
    ];

    private static IEnumerable<(SubserviceId Node, Ask Ask)> AsksOf(ServiceKey key, ServicePlan? plan) =>
        plan is { Refusal: null } ? plan.Thresholds.Select(threshold => (threshold.Node, new Ask(key, threshold))) : [];

    // The strictest first.
    private IEnumerable<(string Threshold, ImmutableArray<Ask> Strictest)> Of(SubserviceId node) => _asks.Of(node)
        .GroupBy(ask => ask.Asked.Threshold, StringComparer.Ordinal)
        .OrderBy(same => same.Key, StringComparer.Ordinal)
        .Select(same => (same.Key, same.ToImmutableArray().Sort(ByStrictness)));

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
