using RouterAlertAssurance.Model.Health;

namespace RouterAlertAssurance.Yang.Json;

/// <summary>
/// What of a node's symptoms the published list can hold: <c>unique "agent-id symptom-id"</c> allows only one occurrence of each, so the
/// latest is shown and <c>symptoms-history-start</c> moves to the stop of the newest occurrence left out.
/// </summary>
internal static class SymptomList
{
    public static (IReadOnlyList<Symptom> Shown, DateTimeOffset? HistoryStart) Reduce(IReadOnlyList<Symptom> symptoms, DateTimeOffset? historyStart)
    {
        var shown = new List<Symptom>(symptoms.Count);
        foreach (var occurrences in symptoms.GroupBy(symptom => (symptom.AgentId, symptom.Id)))
        {
            var ordered = occurrences.OrderByDescending(symptom => symptom.IsActive).ThenByDescending(symptom => symptom.Start).ToArray();
            shown.Add(ordered[0]);
            foreach (var stop in ordered.Skip(1).Select(hidden => hidden.Stop).OfType<DateTimeOffset>())
            {
                historyStart = historyStart is null || stop > historyStart ? stop : historyStart;
            }
        }

        shown.Sort(static (left, right) => Compare(left, right));
        return (shown, historyStart);
    }

    private static int Compare(Symptom left, Symptom right)
    {
        var byStart = left.Start.CompareTo(right.Start);
        var byAgent = byStart != 0 ? byStart : string.CompareOrdinal(left.AgentId, right.AgentId);
        return byAgent != 0 ? byAgent : string.CompareOrdinal(left.Id, right.Id);
    }
}
