using RouterAlertAssurance.Contracts.Health;

namespace RouterAlertAssurance.Collector.Ingestion;

/// <summary>Brings the times of an event to the resolution of the database.</summary>
internal static class BatchNormaliser
{
    public static HealthEvent Normalise(HealthEvent item) => item with
    {
        Time = Times.Normalise(item.Time),
        Status = item.Status is { } status ? status with { Status = Normalise(status.Status) } : null,
        Symptom = item.Symptom is { } change ? change with { Symptom = Normalise(change.Symptom) } : null,
    };

    private static HealthStatusDocument Normalise(HealthStatusDocument status) => status with
    {
        Since = Times.Normalise(status.Since),
        Symptoms = [.. status.Symptoms.Select(Normalise)],
        Causes = [.. status.Causes.Select(cause => cause with { Symptom = Normalise(cause.Symptom) })],
    };

    private static SymptomDocument Normalise(SymptomDocument symptom) => symptom with
    {
        Start = Times.Normalise(symptom.Start),
        Stop = Times.Normalise(symptom.Stop),
    };
}
