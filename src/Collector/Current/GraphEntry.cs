using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Collector.Current;

/// <summary>A node of the current assurance graph.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Node">As the orchestrator sent it.</param>
/// <param name="OwnedSince">Since when its present owner owns it.</param>
internal sealed record GraphEntry(SubserviceId Id, GraphNode Node, DateTimeOffset OwnedSince)
{
    public IEnumerable<SubserviceId> Dependencies => Node.Dependencies.Select(edge => new SubserviceId(edge.Type, edge.Id));

    public SubserviceReference Reference => new(Id.Type, Id.Id);
}
