using System.Collections.Immutable;
using RouterAlertAssurance.Model.Graphs;

namespace RouterAlertAssurance.Model.Health;

/// <summary>
/// Values of the groups of impacting dependencies of a node whose descendants are already evaluated. Nodes under maintenance are healthy, or
/// broken in the pessimistic variant that tells who is affected by maintenance.
/// </summary>
internal sealed class DependencyValues(NodeStates states, bool pessimistic)
{
    private static readonly DependencyGroup Implicit = new("", GroupCombination.All);

    /// <summary>The groups that are not healthy; the others change nothing.</summary>
    public ImmutableArray<GroupValue> LossyGroupsOf(int slot) => IsAllHealthy(slot) ? [] : GroupsOf(slot, Scenario.Actual);

    public static PassedUpRange Combine(ImmutableArray<GroupValue> groups, GroupValue? except = null)
    {
        var value = PassedUpRange.Healthy;
        foreach (var group in groups)
        {
            value = group == except ? value : PassedUpRange.Min(value, group.Value);
        }

        return value;
    }

    // A transform keeps a healthy dependency healthy, and so does every combination.
    private bool IsAllHealthy(int slot)
    {
        var (node, targets) = (states.NodeAt(slot), states.TargetsAt(slot));
        for (var index = 0; index < targets.Length; index++)
        {
            if (node.Dependencies[index].IsImpacting && !ValueOf(states.HealthAt(targets[index])).IsHealthy)
            {
                return false;
            }
        }

        return true;
    }

    private ImmutableArray<GroupValue> GroupsOf(int slot, Scenario scenario)
    {
        var node = states.NodeAt(slot);
        var groups = ImmutableArray.CreateBuilder<GroupValue>(node.Groups.Length + 1);
        Add(groups, Implicit, slot, scenario);
        foreach (var definition in node.Groups)
        {
            Add(groups, definition, slot, scenario);
        }

        return groups.DrainToImmutable();
    }

    private void Add(ImmutableArray<GroupValue>.Builder groups, DependencyGroup definition, int slot, Scenario scenario)
    {
        var edges = EdgesOf(slot, definition.Name);
        if (edges.Count > 0 && GroupOf(definition, edges, scenario) is { Value.IsHealthy: false } group)
        {
            groups.Add(group);
        }
    }

    private List<Edge> EdgesOf(int slot, string group)
    {
        var (node, targets) = (states.NodeAt(slot), states.TargetsAt(slot));
        var edges = new List<Edge>();
        for (var index = 0; index < targets.Length; index++)
        {
            var dependency = node.Dependencies[index];
            if (dependency.IsImpacting && string.Equals(dependency.Group, group, StringComparison.Ordinal))
            {
                edges.Add(new(dependency, targets[index]));
            }
        }

        return edges;
    }

    private GroupValue GroupOf(DependencyGroup definition, List<Edge> edges, Scenario scenario)
    {
        var shared = definition.Combination == GroupCombination.Weighted ? SharedBy(edges) : [];
        if (shared.Count == 0)
        {
            return new(definition, [.. edges.Select(edge => Member.Plain(edge.Dependency.Target, edge.Slot, ValueAt(edge, scenario)))]);
        }

        var without = scenario.With(new(shared, keepsShared: false));
        var only = scenario.With(new(shared, keepsShared: true));
        return new(definition, [.. edges.Select(edge =>
            new Member(edge.Dependency.Target, edge.Slot, ValueAt(edge, scenario), ValueAt(edge, without), ValueAt(edge, only)))]);
    }

    /// <summary>What at least two members depend on, directly or not; not through a node under maintenance, which hides what is below it.</summary>
    private HashSet<int> SharedBy(List<Edge> members)
    {
        var once = new HashSet<int>();
        var shared = new HashSet<int>();
        foreach (var member in members)
        {
            shared.UnionWith(GraphWalk.Reachable(VisibleBelow(member.Slot), VisibleBelow).Where(slot => !once.Add(slot)));
        }

        return shared;
    }

    private IEnumerable<int> VisibleBelow(int slot) => states.HealthAt(slot).InMaintenance ? [] : states.ImpactingAt(slot);

    // Both ends of the range: the transform never falls, and keeps a healthy dependency healthy.
    private PassedUpRange ValueAt(Edge edge, Scenario scenario)
    {
        var value = ValueIn(edge.Slot, scenario);
        return edge.Dependency.Transform is { } transform ? new(transform.Apply(value.Low), transform.Apply(value.High)) : value;
    }

    private PassedUpRange ValueIn(int slot, Scenario supposed)
    {
        var health = states.HealthAt(slot);
        if (supposed.IsActual)
        {
            return ValueOf(health);
        }

        if (supposed.TakesOut(slot))
        {
            return PassedUpRange.Healthy;
        }

        var scenario = supposed.At(slot);
        if (scenario.IsActual || health.InMaintenance)
        {
            return scenario.IsCleaned ? PassedUpRange.Healthy : ValueOf(health);
        }

        if (!scenario.Values.TryGetValue(slot, out var value))
        {
            value = Recompute(slot, health, scenario);
            scenario.Values.Add(slot, value);
        }

        return value;
    }

    private PassedUpRange Recompute(int slot, NodeHealth health, Scenario scenario)
    {
        if (IsOpaque(slot, health))
        {
            return scenario.IsCleaned ? PassedUpRange.Healthy : ValueOf(health);
        }

        var own = scenario.IsCleaned ? PassedUpRange.Healthy : health.OwnPassedUp;
        return PassedUpRange.Min(own, Combine(GroupsOf(slot, scenario)));
    }

    private PassedUpRange ValueOf(NodeHealth health) => pessimistic ? health.Pessimistic : health.Value;

    // A report can be taken apart only where all it was made from is known here too.
    private bool IsOpaque(int slot, NodeHealth health) =>
        health.Origin == HealthOrigin.Unreported
        || (health.Origin == HealthOrigin.Shadow && states.ImpactingAt(slot).Any(target => states.HealthAt(target).Origin == HealthOrigin.Unreported));

    private readonly record struct Edge(Dependency Dependency, int Slot);
}
