using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Health;
using RouterAlertAssurance.Model.Health;

namespace RouterAlertAssurance.Agent.Publishing;

/// <summary>Health of the model as it is on the wire, and back.</summary>
internal static class HealthDocuments
{
    private static readonly (SymptomKind Kind, string Text)[] Kinds =
    [
        (SymptomKind.Own, "own"), (SymptomKind.Inherited, "inherited"), (SymptomKind.Informational, "informational"),
        (SymptomKind.MissingInput, "missing-input"), (SymptomKind.Maintenance, "maintenance"),
    ];

    public static HealthStatusDocument ToDocument(HealthStatus status, DateTimeOffset since, Func<string, string> describe) => new()
    {
        Score = status.Score.Value,
        Own = status.Own.Value,
        Low = status.PassedUp.Low,
        High = status.PassedUp.High,
        Coverage = status.Coverage,
        Since = since,
        Symptoms = [.. status.Symptoms.Select(symptom => ToDocument(symptom, describe))],
        Causes = [.. status.Causes.Select(cause => new CauseDocument(SubserviceReference.From(cause.Subservice), ToDocument(cause.Symptom, describe)))],
    };

    public static SymptomDocument ToDocument(Symptom symptom, Func<string, string> describe) => new()
    {
        Id = symptom.Id,
        AgentId = symptom.AgentId,
        Weight = symptom.Weight,
        Text = symptom.Text,
        Description = describe(symptom.Id),
        Start = symptom.Start,
        Stop = symptom.Stop,
        Kind = Array.Find(Kinds, entry => entry.Kind == symptom.Kind).Text,
        Broken = symptom.Broken,
        Local = symptom.Local,
        Dependency = symptom.Dependency is { } dependency ? SubserviceReference.From(dependency) : null,
        Primary = symptom.IsPrimary,
        Gain = symptom.Gain,
        Cost = symptom.Cost,
    };

    /// <summary>Null when the document breaks a rule of the model; it came from somebody else.</summary>
    public static HealthStatus? ToModel(HealthStatusDocument document)
    {
        try
        {
            return new HealthStatus(
                new HealthScore(document.Score),
                new HealthScore(document.Own),
                new PassedUpRange(document.Low, document.High),
                document.Coverage,
                [.. document.Symptoms.Select(ToModel)],
                [.. document.Causes.Select(cause => new Cause(cause.Subservice.ToModel(), ToModel(cause.Symptom)))]);
        }
        catch (Exception exception) when (exception is ArgumentException or NullReferenceException)
        {
            // Absent parts of a document arrive as null in spite of their types.
            return null;
        }
    }

    private static Symptom ToModel(SymptomDocument document) => new()
    {
        Id = document.Id,
        AgentId = document.AgentId,
        Weight = document.Weight,
        Text = document.Text,
        Start = document.Start,
        Stop = document.Stop,
        Kind = Array.Find(Kinds, entry => entry.Text == document.Kind).Kind,
        Broken = document.Broken,
        Local = document.Local,
        Dependency = document.Dependency?.ToModel(),
        IsPrimary = document.Primary,
        Gain = document.Gain,
        Cost = document.Cost,
    };
}
