using System.Collections.Immutable;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Model.Graphs;

/// <summary>A service or subservice instance in the assurance graph, with the edges to what it depends on.</summary>
public sealed record AssuranceNode
{
    public required SubserviceId Id { get; init; }

    /// <summary>Text for a human interface (RFC 9418, leaf <c>label</c>).</summary>
    public required string Label { get; init; }

    /// <summary>Parameter values by name; for a service instance <c>service</c> and <c>instance-name</c> come first.</summary>
    public ParameterDictionary Parameters { get; init; } = ParameterDictionary.Empty;

    /// <summary>At most one edge to each target (RFC 9418 keys dependencies by type and id).</summary>
    public ImmutableArray<Dependency> Dependencies { get; init; } = [];

    public ImmutableArray<DependencyGroup> Groups { get; init; } = [];

    public MaintenanceWindow? Maintenance { get; init; }

    /// <summary>When dependencies or maintenance of this node last changed.</summary>
    public DateTimeOffset LastChange { get; init; }

    /// <summary>The targets of the impacting dependencies, in the order given.</summary>
    public IEnumerable<SubserviceId> ImpactingTargets =>
        Dependencies.Where(dependency => dependency.IsImpacting).Select(dependency => dependency.Target);

    /// <summary>Whether dependencies, groups and maintenance are the same; their order does not count, nor does <see cref="LastChange"/>.</summary>
    public bool HasSameStructureAs(AssuranceNode other) =>
        SameMembers(Dependencies, other.Dependencies) && SameMembers(Groups, other.Groups) && Maintenance == other.Maintenance;

    /// <summary>Whether everything but <see cref="LastChange"/> is the same.</summary>
    public bool HasSameContentAs(AssuranceNode other) =>
        ReferenceEquals(this, other)
        || (Id == other.Id && Label == other.Label && Parameters.Equals(other.Parameters) && HasSameStructureAs(other));

    private static bool SameMembers<T>(ImmutableArray<T> left, ImmutableArray<T> right) =>
        left == right || (left.Length == right.Length && (left.AsSpan().SequenceEqual(right.AsSpan()) || left.ToHashSet().SetEquals(right)));
}
