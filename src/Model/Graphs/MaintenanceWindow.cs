namespace RouterAlertAssurance.Model.Graphs;

/// <summary>Maintenance of one node (RFC 9418, container <c>under-maintenance</c>, with a schedule on top).</summary>
/// <param name="Contact">Who performs it; mandatory in the RFC.</param>
/// <param name="Start">When it begins; null for at once.</param>
/// <param name="End">When it ends; null for until cancelled.</param>
public sealed record MaintenanceWindow(string Contact, DateTimeOffset? Start = null, DateTimeOffset? End = null)
{
    public bool IsActiveAt(DateTimeOffset time) => (Start is null || Start <= time) && (End is null || time < End);
}
