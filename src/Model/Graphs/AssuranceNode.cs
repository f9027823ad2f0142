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
    public ImmutableSortedDictionary<string, string> Parameters { get; init; } = ImmutableSortedDictionary<string, string>.Empty.WithComparers(StringComparer.Ordinal);

    /// <summary>At most one edge to each target (RFC 9418 keys dependencies by type and id).</summary>
    public ImmutableArray<Dependency> Dependencies { get; init; } = [];

    public ImmutableArray<DependencyGroup> Groups { get; init; } = [];

    public MaintenanceWindow? Maintenance { get; init; }

    /// <summary>When dependencies or maintenance of this node last changed.</summary>
    public DateTimeOffset LastChange { get; init; }
}
