using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Model.Graphs;

/// <summary>What must hold for a node taken alone.</summary>
internal static class NodeRules
{
    public static IEnumerable<GraphRefusal> Check(AssuranceNode node) =>
        RepeatedDependencies(node).Concat(Groups(node)).Concat(GroupsOfDependencies(node)).Concat(Transforms(node)).Concat(Maintenance(node));

    /// <summary>Whether a node has a few different dependencies and nothing else, as most have, and so breaks no rule.</summary>
    public static bool IsPlain(AssuranceNode node)
    {
        if (!node.Groups.IsEmpty || node.Maintenance is not null || node.Dependencies.Length > 8)
        {
            return false;
        }

        for (var index = 0; index < node.Dependencies.Length; index++)
        {
            var dependency = node.Dependencies[index];
            if (dependency.Group.Length > 0 || dependency.Transform is not null || IsRepeated(node.Dependencies.AsSpan(0, index), dependency.Target))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsRepeated(ReadOnlySpan<Dependency> before, SubserviceId target)
    {
        foreach (var dependency in before)
        {
            if (dependency.Target == target)
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<GraphRefusal> RepeatedDependencies(AssuranceNode node) =>
        node.Dependencies
            .GroupBy(dependency => dependency.Target)
            .Where(same => same.Skip(1).Any())
            .Select(same => GraphRefusal.Duplicate(node.Id, same.Key));

    private static IEnumerable<GraphRefusal> Transforms(AssuranceNode node) =>
        node.Dependencies
            .Where(dependency => dependency is { IsImpacting: false, Transform: not null })
            .Select(dependency => GraphRefusal.NeedlessTransform(node.Id, dependency.Target));

    private static IEnumerable<GraphRefusal> Maintenance(AssuranceNode node) =>
        node.Maintenance?.Check() is { } problem ? [GraphRefusal.InvalidMaintenance(node.Id, problem.Text)] : [];

    private static IEnumerable<GraphRefusal> Groups(AssuranceNode node)
    {
        foreach (var same in node.Groups.GroupBy(group => group.Name))
        {
            if (same.Key.Length == 0)
            {
                yield return GraphRefusal.InvalidGroup(node.Id, "defines a group without a name");
            }

            if (same.Skip(1).Any())
            {
                yield return GraphRefusal.InvalidGroup(node.Id, $"defines group '{same.Key}' more than once");
            }

            if (same.Any(group => group.Minimum < 1))
            {
                yield return GraphRefusal.InvalidGroup(node.Id, $"asks for fewer than one member in group '{same.Key}'");
            }
        }
    }

    private static IEnumerable<GraphRefusal> GroupsOfDependencies(AssuranceNode node)
    {
        foreach (var dependency in node.Dependencies.Where(dependency => dependency.Group.Length > 0))
        {
            if (!node.Groups.Any(group => group.Name == dependency.Group))
            {
                yield return GraphRefusal.UnknownGroup(node.Id, dependency);
            }
            else if (!dependency.IsImpacting)
            {
                var reason = $"puts its informational dependency {dependency.Target} into group '{dependency.Group}'";
                yield return GraphRefusal.InvalidGroup(node.Id, reason);
            }
        }
    }
}
