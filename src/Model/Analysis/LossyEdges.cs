using RouterAlertAssurance.Model.Health;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Model.Analysis;

/// <summary>Edges that take points, read from the symptoms that stand for them.</summary>
internal static class LossyEdges
{
    public static IEnumerable<SubserviceId> Below(IReadOnlyDictionary<SubserviceId, HealthStatus> statuses, SubserviceId node) =>
        statuses.TryGetValue(node, out var status)
            ? status.Symptoms
                .Where(symptom => symptom is { IsActive: true, Kind: SymptomKind.Inherited, Dependency: not null })
                .Select(symptom => symptom.Dependency!.Value)
            : [];

    public static bool Exists(IReadOnlyDictionary<SubserviceId, HealthStatus> statuses, SubserviceId from, SubserviceId to) =>
        Below(statuses, from).Contains(to);
}
