using System.Collections.Immutable;
using RouterAlertAssurance.Heuristics.Packages;
using RouterAlertAssurance.Heuristics.Templates;
using RouterAlertAssurance.Model.Graphs;

namespace RouterAlertAssurance.Agent.Assignments;

/// <summary>
/// Adds to a node what the configuration of RFC 9418 does not carry and the node's type knows: its label, its groups, and of each
/// dependency the group it belongs to and its transform.
/// </summary>
internal static class NodeCompletion
{
    public static AssuranceNode Complete(AssuranceNode node, NodeType type) => node with
    {
        Label = Label(node, type),
        Groups = [.. type.Groups],
        Dependencies = [.. node.Dependencies.Select(dependency => Complete(dependency, type))],
    };

    private static string Label(AssuranceNode node, NodeType type)
    {
        // Parameters of a service stay with the orchestrator; its name is all there is to fill in here.
        var name = node.Parameters.GetValueOrDefault("instance-name", node.Id.Id);
        return Template.Render(type.Label, reference => reference == "name" ? name : node.Parameters.GetValueOrDefault(reference))
            ?? $"{type.Name} {name}";
    }

    // All rules that lead to one type agree: the package was refused otherwise.
    private static Dependency Complete(Dependency dependency, NodeType type) =>
        dependency.IsImpacting && type.Dependencies.FirstOrDefault(rule => rule.Subservice == dependency.Target.Type && rule.Type == DependencyType.Impacting) is { } rule
            ? dependency with { Group = rule.Group, Transform = rule.Transform }
            : dependency with { Group = "", Transform = null };

    /// <summary>All nodes completed; those of an unknown type are left out and named.</summary>
    public static (ImmutableArray<AssuranceNode> Nodes, ImmutableArray<AssuranceNode> Unknown) Complete(
        IEnumerable<AssuranceNode> nodes, Func<AssuranceNode, NodeType?> typeOf)
    {
        var known = ImmutableArray.CreateBuilder<AssuranceNode>();
        var unknown = ImmutableArray.CreateBuilder<AssuranceNode>();
        foreach (var node in nodes)
        {
            if (typeOf(node) is { } type)
            {
                known.Add(Complete(node, type));
            }
            else
            {
                unknown.Add(node);
            }
        }

        return (known.ToImmutable(), unknown.ToImmutable());
    }
}
