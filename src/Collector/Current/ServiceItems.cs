using RouterAlertAssurance.Contracts.Health;
using RouterAlertAssurance.Contracts.Queries;

namespace RouterAlertAssurance.Collector.Current;

/// <summary>Makes list items of service instances.</summary>
internal static class ServiceItems
{
    public static ServiceItem Of(GraphEntry entry, HealthStatusDocument status, int symptomCount)
    {
        var (type, name) = Names(entry);
        return new ServiceItem
        {
            Type = type,
            Name = name,
            Score = status.Score,
            Coverage = status.Coverage,
            Since = status.Since,
            SymptomCount = symptomCount,
            TopCause = TopCause(status),
            UnderMaintenance = status.Symptoms.Any(symptom => symptom is { Stop: null, Kind: SymptomKinds.Maintenance }),
            Labels = entry.Node.Labels,
        };
    }

    /// <summary>Service type and instance name of a service instance node.</summary>
    public static (string Type, string Name) Names(GraphEntry entry)
    {
        if (entry.Node.Parameters.TryGetValue("service", out var service) && entry.Node.Parameters.TryGetValue("instance-name", out var name))
        {
            return (service, name);
        }

        var parts = entry.Id.Id.Split('/', 2);
        return (Unescape(parts[0]), Unescape(parts.Length > 1 ? parts[1] : ""));
    }

    // The reverse of SubserviceId.ForService.
    private static string Unescape(string value) =>
        value.Replace("%2F", "/", StringComparison.Ordinal).Replace("%25", "%", StringComparison.Ordinal);

    private static string? TopCause(HealthStatusDocument status) =>
        status.Causes.Select(cause => cause.Symptom).MaxBy(symptom => symptom.Weight)?.Text
        ?? (status.Score == 100 ? null : status.Symptoms.Where(symptom => symptom.Stop is null).MaxBy(symptom => symptom.Weight)?.Text);
}
