using System.Collections.Immutable;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Orchestrator.Network;

/// <summary>The assurance graph as the collector gets it: numbered versions, each a difference from the one before.</summary>
internal sealed record NetworkGraph
{
    public static NetworkGraph Empty { get; } = new();

    /// <summary>0 before the first version.</summary>
    public long Version { get; init; }

    public DateTimeOffset Time { get; init; }

    public ImmutableSortedDictionary<SubserviceId, GraphNode> Nodes { get; init; } = ImmutableSortedDictionary<SubserviceId, GraphNode>.Empty;

    /// <summary>The difference that made <see cref="Version"/>; null when it was read back from storage.</summary>
    public GraphVersion? Latest { get; init; }

    /// <summary>The whole graph as one document, for a collector that has none or another one.</summary>
    public GraphVersion Whole() => new() { Version = Version, Time = Time, Base = null, Upserts = [.. Nodes.Values], Removals = [] };
}
