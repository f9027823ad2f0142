using System.Collections.Immutable;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Model.Health;

/// <summary>
/// Values of the groups of impacting dependencies of a node whose descendants are already evaluated. Nodes under maintenance are healthy, or
/// broken in the pessimistic variant that tells who is affected by maintenance.
/// </summary>
internal sealed class DependencyValues(AssuranceGraph graph, Func<SubserviceId, NodeHealth> healthOf, bool pessimistic)
{
    private static readonly DependencyGroup Implicit = new("", GroupCombination.All);

    public ImmutableArray<GroupValue> GroupsOf(AssuranceNode node) => GroupsOf(node, Scenario.Actual);

    public static PassedUpRange Combine(IEnumerable<GroupValue> groups) =>
        groups.Aggregate(PassedUpRange.Healthy, (value, group) => PassedUpRange.Min(value, group.Value));

    private ImmutableArray<GroupValue> GroupsOf(AssuranceNode node, Scenario scenario) =>
    [
        .. node.Dependencies
            .Where(dependency => dependency.IsImpacting)
            .GroupBy(dependency => dependency.Group)
            .Select(members => GroupOf(DefinitionOf(node, members.Key), [.. members], scenario)),
    ];

    private static DependencyGroup DefinitionOf(AssuranceNode node, string name) =>
        name.Length == 0 ? Implicit : node.Groups.First(group => group.Name == name);

    private GroupValue GroupOf(DependencyGroup definition, ImmutableArray<Dependency> edges, Scenario scenario)
    {
        var shared = definition.Combination == GroupCombination.Weighted ? SharedBy(edges) : [];
        if (shared.Count == 0)
        {
            return new(definition, [.. edges.Select(edge => Member.Plain(edge.Target, ValueAt(edge, scenario)))]);
        }

        var without = scenario.With(new(shared, keepsShared: false));
        var only = scenario.With(new(shared, keepsShared: true));
        var members = edges.Select(edge => new Member(edge.Target, ValueAt(edge, scenario), ValueAt(edge, without), ValueAt(edge, only)));
        return new(definition, [.. members]);
    }

    /// <summary>What at least two members depend on, directly or not; not through a node under maintenance, which hides what is below it.</summary>
    private HashSet<SubserviceId> SharedBy(ImmutableArray<Dependency> members)
    {
        var once = new HashSet<SubserviceId>();
        var shared = new HashSet<SubserviceId>();
        foreach (var member in members.Select(edge => edge.Target))
        {
            shared.UnionWith(GraphWalk.Reachable(VisibleBelow(member), VisibleBelow).Where(id => !once.Add(id)));
        }

        return shared;
    }

    private IEnumerable<SubserviceId> VisibleBelow(SubserviceId id) => healthOf(id).InMaintenance ? [] : graph.NodeMap[id].ImpactingTargets;

    // Both ends of the range: the transform never falls, and keeps a healthy dependency healthy.
    private PassedUpRange ValueAt(Dependency edge, Scenario scenario)
    {
        var value = ValueIn(edge.Target, scenario);
        return edge.Transform is { } transform ? new(transform.Apply(value.Low), transform.Apply(value.High)) : value;
    }

    private PassedUpRange ValueIn(SubserviceId id, Scenario supposed)
    {
        var health = healthOf(id);
        if (supposed.TakesOut(id))
        {
            return PassedUpRange.Healthy;
        }

        var scenario = supposed.At(id);
        if (scenario.IsActual || health.InMaintenance)
        {
            return scenario.IsCleaned ? PassedUpRange.Healthy : ValueOf(health);
        }

        if (!scenario.Values.TryGetValue(id, out var value))
        {
            value = Recompute(graph.NodeMap[id], health, scenario);
            scenario.Values.Add(id, value);
        }

        return value;
    }

    private PassedUpRange Recompute(AssuranceNode node, NodeHealth health, Scenario scenario)
    {
        if (IsOpaque(node, health))
        {
            return scenario.IsCleaned ? PassedUpRange.Healthy : ValueOf(health);
        }

        var own = scenario.IsCleaned ? PassedUpRange.Healthy : health.OwnPassedUp;
        return PassedUpRange.Min(own, Combine(GroupsOf(node, scenario)));
    }

    private PassedUpRange ValueOf(NodeHealth health) => pessimistic ? health.Pessimistic : health.Value;

    // A report can be taken apart only where all it was made from is known here too.
    private bool IsOpaque(AssuranceNode node, NodeHealth health) =>
        health.Origin == HealthOrigin.Unreported
        || (health.Origin == HealthOrigin.Shadow && node.ImpactingTargets.Any(target => healthOf(target).Origin == HealthOrigin.Unreported));
}
