using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Model.Health;

/// <summary>Identifiers of the symptoms that propagation itself raises; no heuristic package may be called like their first part.</summary>
public static class SymptomIds
{
    public const string UnderMaintenance = "maintenance/under-maintenance";

    /// <summary>Weight 0: a dependency under maintenance would take points, and is taken as healthy.</summary>
    public const string AffectedByMaintenance = "maintenance/affected";

    /// <summary>The owner of a shadow node has not reported, or its last report is too old.</summary>
    public const string NoReport = "shadow/no-report";

    /// <summary>First parts of the identifiers above and below.</summary>
    public static IReadOnlyList<string> ReservedPackages { get; } = ["dependency", "informational", "maintenance", "shadow"];

    /// <summary>The inherited symptom of a lossy edge to <paramref name="target"/>.</summary>
    public static string ForDependency(SubserviceId target) => $"dependency/{target.Type}/{target.Id}";

    /// <summary>The copy of a symptom of the informational dependency <paramref name="target"/>.</summary>
    public static string ForInformational(SubserviceId target, string symptomId) => $"informational/{target.Type}/{target.Id}/{symptomId}";

    /// <summary>Whether propagation raises it, not the node's own package.</summary>
    internal static bool IsGenerated(Symptom symptom) =>
        symptom.Kind is SymptomKind.Inherited or SymptomKind.Informational or SymptomKind.Maintenance || symptom.Id == NoReport;
}
