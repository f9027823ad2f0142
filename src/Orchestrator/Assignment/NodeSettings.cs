using System.Collections.Immutable;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Assignments;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Heuristics.Packages;
using RouterAlertAssurance.Model.Subservices;
using RouterAlertAssurance.Orchestrator.Decomposition;
using RouterAlertAssurance.Orchestrator.Network;
using DecompositionProblem = RouterAlertAssurance.Contracts.Definitions.DecompositionProblem;

namespace RouterAlertAssurance.Orchestrator.Assignment;

/// <summary>
/// Profile and monitoring level of each node. A service's choice goes for all it depends on. Where services share a node, the profile its package
/// declares first applies, and the higher level; services that choose nothing ask for nothing. Immutable.
/// </summary>
internal sealed class NodeSettings
{
    private readonly NodeAsks<Ask> _asks;

    private NodeSettings(NodeAsks<Ask> asks) => _asks = asks;

    public static NodeSettings None { get; } = new(NodeAsks<Ask>.None);

    public NodeSettings Replace(IReadOnlyCollection<ServiceChange> changes) => new(_asks.Replace(
        changes.SelectMany(change => AsksOf(change.Before)), changes.SelectMany(change => AsksOf(change.After))));

    /// <param name="nodes">The nodes to tell of.</param>
    /// <param name="ranksOf">The profiles that the package of a node knows, with their ranks.</param>
    public IReadOnlyList<NodeProfile> ProfilesOf(IEnumerable<SubserviceId> nodes, Func<SubserviceId, IReadOnlyDictionary<string, int>> ranksOf) => _asks.IsEmpty
        ? []
        : [.. nodes.Select(node => ProfileOf(node, ranksOf) is { } profile ? new NodeProfile(node.Type, node.Id, profile) : null).OfType<NodeProfile>()];

    public IReadOnlyList<SubserviceReference> AdvancedOf(IEnumerable<SubserviceId> nodes) => _asks.IsEmpty
        ? []
        : [.. nodes.Where(node => _asks.Of(node).Any(ask => ask.IsAdvanced)).Select(node => new SubserviceReference(node.Type, node.Id))];

    /// <summary>What the operator of a service should know: how many of its nodes another service's choice of a profile decides.</summary>
    /// <param name="key">The service.</param>
    /// <param name="plan">Its plan.</param>
    /// <param name="ranksOf">The profiles that the package of a node knows, with their ranks.</param>
    public IEnumerable<DecompositionProblem> NoticesOf(ServiceKey key, ServicePlan plan, Func<SubserviceId, IReadOnlyDictionary<string, int>> ranksOf) => _asks.IsEmpty
        ? []
        : from node in plan.Result.Nodes
          where !node.Id.IsServiceInstance
          let profile = ProfileOf(node.Id, ranksOf)
          where profile is not null && profile != plan.Definition.Profile
          group node.Id by profile into same
          orderby same.Key
          select new DecompositionProblem(SubserviceId.ForService(key.Type, key.Name).ToString(), Detail(same.Key, [.. same.Order()], plan.Definition.Profile));

    /// <summary>Whether a service chooses anything for its nodes.</summary>
    public static bool IsAskedBy(ServicePlan? plan) => plan is { Refusal: null } && AskOf(plan.Definition) is not { Profile: null, IsAdvanced: false };

    private string? ProfileOf(SubserviceId node, Func<SubserviceId, IReadOnlyDictionary<string, int>> ranksOf)
    {
        var asked = _asks.Of(node).Select(ask => ask.Profile).OfType<string>().ToList();
        return asked.Count == 0 ? null : asked.Where(ranksOf(node).ContainsKey).MinBy(profile => ranksOf(node)[profile]);
    }

    private static string Detail(string profile, ImmutableArray<SubserviceId> nodes, string? own) =>
        $"{nodes[0]}{(nodes.Length > 1 ? $" and {nodes.Length - 1} more" : "")} {(nodes.Length > 1 ? "are" : "is")} judged by profile {profile} "
        + $"and not {(own is null ? "by the usual thresholds" : $"by {own}")}: another service, which shares {(nodes.Length > 1 ? "them" : "it")}, chose it";

    private static IEnumerable<(SubserviceId Node, Ask Ask)> AsksOf(ServicePlan? plan) =>
        IsAskedBy(plan) ? plan!.Result.Nodes.Select(node => (node.Id, AskOf(plan.Definition))) : [];

    private static Ask AskOf(ServiceDefinition definition) => new(
        definition.Profile,
        definition.Level is { } word && MonitoringLevels.ByWord.GetValueOrDefault(word) == MonitoringLevel.Advanced);

    private readonly record struct Ask(string? Profile, bool IsAdvanced);
}
