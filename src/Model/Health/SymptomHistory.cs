using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace RouterAlertAssurance.Model.Health;

/// <summary>Carries the symptoms that propagation raises from one snapshot to the next.</summary>
internal static class SymptomHistory
{
    private static readonly Comparer<Symptom> Order = Comparer<Symptom>.Create(Compare);

    /// <summary>
    /// The symptoms present now with the start they had, and the latest occurrence of those that ended. A copy of another node's symptom has
    /// the start of what it copies.
    /// </summary>
    public static ImmutableArray<Symptom> Advance(ImmutableArray<Symptom> before, List<Symptom> present, DateTimeOffset now, int stoppedKept)
    {
        if (before.IsEmpty && present.Count < 2)
        {
            return [.. present];
        }

        var active = new OrderedDictionary<string, Symptom>(present.Count, StringComparer.Ordinal);
        foreach (var symptom in present)
        {
            active.TryAdd(symptom.Id, symptom);
        }

        var stopped = new List<Symptom>();
        foreach (var symptom in before)
        {
            if (!active.TryGetValue(symptom.Id, out var same))
            {
                stopped.Add(symptom.IsActive ? Stop(symptom, now) : symptom);
            }
            else if (symptom.IsActive && !IsCopy(same))
            {
                active[symptom.Id] = Continue(symptom, same);
            }
        }

        return [.. active.Values, .. Latest(stopped, stoppedKept)];
    }

    /// <summary>Active before stopped, heavy before light, old before young.</summary>
    public static ImmutableArray<Symptom> Sort(List<Symptom> symptoms)
    {
        var sorted = symptoms.ToArray();
        if (sorted.Length > 1)
        {
            Array.Sort(sorted, Order);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(sorted);
    }

    private static int Compare(Symptom left, Symptom right)
    {
        var byActive = right.IsActive.CompareTo(left.IsActive);
        var byWeight = byActive != 0 ? byActive : right.Weight.CompareTo(left.Weight);
        var byStart = byWeight != 0 ? byWeight : left.Start.CompareTo(right.Start);
        var byId = byStart != 0 ? byStart : string.CompareOrdinal(left.Id, right.Id);
        return byId != 0 ? byId : string.CompareOrdinal(left.AgentId, right.AgentId);
    }

    private static IEnumerable<Symptom> Latest(List<Symptom> stopped, int kept) => stopped.Count == 0
        ? stopped
        : stopped.OrderByDescending(symptom => symptom.Stop).ThenBy(symptom => symptom.Id, StringComparer.Ordinal).Take(kept);

    private static bool IsCopy(Symptom symptom) => symptom.Kind == SymptomKind.Informational && symptom.Dependency is not null;

    // The very object it was where nothing else changed: it is compared less often and kept once.
    private static Symptom Continue(Symptom earlier, Symptom present)
    {
        var symptom = present with { Start = earlier.Start };
        return symptom == earlier ? earlier : symptom;
    }

    private static Symptom Stop(Symptom symptom, DateTimeOffset now) =>
        symptom with { Stop = now > symptom.Start ? now : symptom.Start, Gain = 0 };
}
