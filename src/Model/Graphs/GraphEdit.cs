using System.Collections.Immutable;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Model.Graphs;

/// <summary>A difference between two assurance graphs: nodes to add or replace, and nodes to take away.</summary>
/// <param name="Upserts">Nodes added or changed.</param>
/// <param name="Removals">Nodes taken away.</param>
public sealed record GraphEdit(ImmutableArray<AssuranceNode> Upserts, ImmutableArray<SubserviceId> Removals)
{
    public static GraphEdit None { get; } = new([], []);

    public bool IsEmpty => Upserts.IsEmpty && Removals.IsEmpty;
}
