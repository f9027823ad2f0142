using System.Collections.Immutable;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Model.Health;

/// <summary>Takes a report of another agent as it is, and reads out of it what the nodes above need.</summary>
internal static class ShadowHealth
{
    public static NodeHealth Of(AssuranceNode node, HealthStatus report, bool inMaintenance, bool maintenanceBelow)
    {
        var own = inMaintenance ? [] : report.Symptoms.Where(symptom => OwnScore.IsCounted(symptom) && !IsRaisedByPropagation(symptom)).ToList();
        var rooted = inMaintenance ? [] : RootedOf(node.Id, own, report);
        return new()
        {
            Status = report,
            Origin = HealthOrigin.Shadow,
            InMaintenance = inMaintenance,
            Pessimistic = inMaintenance || IsAffected(report) ? PassedUpRange.Of(0) : report.PassedUp,
            SeesMaintenance = inMaintenance || maintenanceBelow || IsAffected(report),
            OwnPassedUp = OwnPassedUpOf(report, own),
            Rooted = rooted,
            UpwardCauses = UpwardCausesOf(node.Id, report),
            Generated = [.. report.Symptoms.Where(SymptomIds.IsGenerated)],
        };
    }

    // "No report" is raised by propagation, but stands for the node's own missing health.
    private static bool IsRaisedByPropagation(Symptom symptom) => SymptomIds.IsGenerated(symptom) && symptom.Kind != SymptomKind.MissingInput;

    private static bool IsAffected(HealthStatus report) =>
        report.Symptoms.Any(symptom => symptom is { IsActive: true, Id: SymptomIds.AffectedByMaintenance });

    private static PassedUpRange OwnPassedUpOf(HealthStatus report, List<Symptom> own) =>
        report.Own.IsKnown ? new OwnScore(new OwnHealth([.. own], true, 1)).PassedUp : PassedUpRange.Unknown;

    /// <summary>Own symptoms with what explains them, and the causes reported from below as symptoms of their own.</summary>
    private static ImmutableArray<RootedSymptom> RootedOf(SubserviceId id, List<Symptom> own, HealthStatus report)
    {
        var below = CauseList.Sort([.. report.Causes.Where(cause => cause.Subservice != id)]);
        return
        [
            .. own.Select(symptom => new RootedSymptom(symptom, symptom.IsPrimary || below.IsEmpty ? [new(id, symptom)] : below)),
            .. below.Select(cause => new RootedSymptom(cause.Symptom, [cause])),
        ];
    }

    private static ImmutableArray<Cause> UpwardCausesOf(SubserviceId id, HealthStatus report) =>
        report.PassedUp.IsHealthy ? [] : CauseList.Sort([.. report.Causes.Where(cause => !(cause.Subservice == id && cause.Symptom.Local))]);
}
