using RouterAlertAssurance.Contracts.Health;
using RouterAlertAssurance.Contracts.Queries;

namespace RouterAlertAssurance.Collector.Current;

/// <summary>A node as it is shown: its place in the graph with the status that counts now.</summary>
internal sealed class NodeView
{
    public NodeView(GraphEntry entry, HealthStatusDocument status, DateTimeOffset? reported)
    {
        Entry = entry;
        Status = status;
        Reported = reported;
        SymptomCount = status.Symptoms.Count(symptom => symptom is { Stop: null, Weight: > 0 });
        Service = entry.Id.IsServiceInstance ? ServiceItems.Of(entry, status, SymptomCount) : null;
    }

    public GraphEntry Entry { get; }

    public HealthStatusDocument Status { get; }

    public DateTimeOffset? Reported { get; }

    public int SymptomCount { get; }

    /// <summary>Whether a symptom of its own is active, be it one that costs nothing.</summary>
    public bool HasOwnSymptom => Status.Symptoms.Any(symptom => symptom is { Stop: null, Dependency: null });

    /// <summary>Set for service instances.</summary>
    public ServiceItem? Service { get; }

    /// <summary>Whether a reader would see the same.</summary>
    public bool ShowsSameAs(NodeView other) => StatusComparison.Same(Status, other.Status);
}
