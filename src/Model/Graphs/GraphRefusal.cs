using System.Collections.Immutable;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Model.Graphs;

/// <summary>Why an edit of the graph was refused.</summary>
public enum GraphRefusalKind
{
    /// <summary>The edit would close a loop.</summary>
    Cycle,

    /// <summary>A node would depend on one that is not in the graph.</summary>
    DanglingDependency,

    /// <summary>A node names the same dependency twice (RFC 9418 keys dependencies by type and id).</summary>
    DuplicateDependency,

    /// <summary>A dependency belongs to a group that its node does not define.</summary>
    UnknownGroup,

    /// <summary>A group is defined twice, has no name, asks for fewer than one member, or is named by an informational dependency.</summary>
    InvalidGroup,

    /// <summary>An informational dependency, which never changes a score, has a transform.</summary>
    InvalidTransform,

    /// <summary>The schedule of a maintenance window makes no sense.</summary>
    InvalidMaintenance,

    /// <summary>A node that others depend on would be taken away.</summary>
    StillDependedUpon,

    /// <summary>The same node is named twice in one edit, or defined differently by two services.</summary>
    Conflict,
}

/// <summary>A refused edit: the rule it breaks, where, and what an operator reads.</summary>
/// <param name="Kind">The rule.</param>
/// <param name="Node">The node at which the rule is broken; the first one of a loop.</param>
/// <param name="Others">
/// The loop along its dependencies starting at <paramref name="Node"/>, the missing or repeated target, or those still depending.
/// </param>
/// <param name="Text">The sentence for a human, with every node involved.</param>
public sealed record GraphRefusal(GraphRefusalKind Kind, SubserviceId Node, ImmutableArray<SubserviceId> Others, string Text)
{
    internal static GraphRefusal Cycle(ImmutableArray<SubserviceId> loop) =>
        new(GraphRefusalKind.Cycle, loop[0], loop, $"The dependencies form a loop: {string.Join(" → ", loop.Append(loop[0]))}.");

    internal static GraphRefusal Dangling(SubserviceId node, SubserviceId target) =>
        new(GraphRefusalKind.DanglingDependency, node, [target], $"{node} depends on {target}, which is not in the graph.");

    internal static GraphRefusal Duplicate(SubserviceId node, SubserviceId target) =>
        new(GraphRefusalKind.DuplicateDependency, node, [target], $"{node} names its dependency {target} more than once.");

    internal static GraphRefusal UnknownGroup(SubserviceId node, Dependency dependency) => new(
        GraphRefusalKind.UnknownGroup,
        node,
        [dependency.Target],
        $"{node} puts its dependency {dependency.Target} into group '{dependency.Group}', which it does not define.");

    internal static GraphRefusal InvalidGroup(SubserviceId node, string reason) =>
        new(GraphRefusalKind.InvalidGroup, node, [], $"{node} {reason}.");

    internal static GraphRefusal NeedlessTransform(SubserviceId node, SubserviceId target) =>
        new(GraphRefusalKind.InvalidTransform, node, [target], $"{node} has a transform for its informational dependency {target}.");

    internal static GraphRefusal InvalidMaintenance(SubserviceId node, string reason) =>
        new(GraphRefusalKind.InvalidMaintenance, node, [], $"The maintenance of {node} is refused: {reason}.");

    internal static GraphRefusal StillDependedUpon(SubserviceId node, IEnumerable<SubserviceId> dependents)
    {
        ImmutableArray<SubserviceId> others = [.. dependents];
        var text = $"{node} cannot be taken away while others depend on it: {string.Join(", ", others)}.";
        return new(GraphRefusalKind.StillDependedUpon, node, others, text);
    }

    internal static GraphRefusal Conflict(SubserviceId node, string reason) =>
        new(GraphRefusalKind.Conflict, node, [], $"{node} {reason}.");
}
