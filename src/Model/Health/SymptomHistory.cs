using System.Collections.Immutable;

namespace RouterAlertAssurance.Model.Health;

/// <summary>Carries the symptoms that propagation raises from one snapshot to the next.</summary>
internal static class SymptomHistory
{
    /// <summary>
    /// The symptoms present now with the start they had, and the latest occurrence of those that ended. A copy of another node's symptom has
    /// the start of what it copies.
    /// </summary>
    public static ImmutableArray<Symptom> Advance(ImmutableArray<Symptom> before, IEnumerable<Symptom> present, DateTimeOffset now, int stoppedKept)
    {
        var earlier = before.ToLookup(symptom => symptom.Id);
        var active = present.DistinctBy(symptom => symptom.Id).Select(symptom => Continue(earlier[symptom.Id], symptom)).ToList();
        var ids = active.Select(symptom => symptom.Id).ToHashSet();
        var stopped = before
            .Where(symptom => !ids.Contains(symptom.Id))
            .Select(symptom => symptom.IsActive ? Stop(symptom, now) : symptom)
            .OrderByDescending(symptom => symptom.Stop)
            .ThenBy(symptom => symptom.Id, StringComparer.Ordinal)
            .Take(stoppedKept);
        return [.. active, .. stopped];
    }

    /// <summary>Active before stopped, heavy before light, old before young.</summary>
    public static ImmutableArray<Symptom> Sort(IEnumerable<Symptom> symptoms) =>
    [
        .. symptoms
            .OrderByDescending(symptom => symptom.IsActive)
            .ThenByDescending(symptom => symptom.Weight)
            .ThenBy(symptom => symptom.Start)
            .ThenBy(symptom => symptom.Id, StringComparer.Ordinal),
    ];

    private static Symptom Continue(IEnumerable<Symptom> earlier, Symptom symptom) =>
        symptom.Kind == SymptomKind.Informational && symptom.Dependency is not null ? symptom
        : earlier.FirstOrDefault(same => same.IsActive) is { } same ? symptom with { Start = same.Start }
        : symptom;

    private static Symptom Stop(Symptom symptom, DateTimeOffset now) =>
        symptom with { Stop = now > symptom.Start ? now : symptom.Start, Gain = 0 };
}
