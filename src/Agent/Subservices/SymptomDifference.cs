using RouterAlertAssurance.Model.Health;

namespace RouterAlertAssurance.Agent.Subservices;

/// <summary>
/// Which symptoms of a node were raised and cleared between two statuses, and which inputs are now missing for another reason: their evidence is
/// not that of the raise any more.
/// </summary>
internal static class SymptomDifference
{
    public static IEnumerable<Symptom> Between(HealthStatus? before, HealthStatus after, DateTimeOffset now)
    {
        var earlier = Active(before);
        var present = Active(after);
        foreach (var (_, symptom) in earlier.Where(entry => !present.ContainsKey(entry.Key)))
        {
            // Propagation keeps some stopped symptoms with the time they stopped; those it no longer has stopped now.
            var stopped = after.Symptoms.FirstOrDefault(same => same.Id == symptom.Id && same.AgentId == symptom.AgentId && same.Start == symptom.Start && !same.IsActive);
            yield return stopped ?? symptom with { Stop = now, Gain = 0 };
        }

        foreach (var (_, symptom) in present.Where(entry => !earlier.TryGetValue(entry.Key, out var known) || IsMissingOtherwise(known, entry.Value)))
        {
            yield return symptom;
        }
    }

    private static bool IsMissingOtherwise(Symptom before, Symptom after) => after.Kind == SymptomKind.MissingInput && after.Text != before.Text;

    private static Dictionary<(string Agent, string Id, DateTimeOffset Start), Symptom> Active(HealthStatus? status) => status is null
        ? []
        : status.Symptoms.Where(symptom => symptom.IsActive && symptom.Kind != SymptomKind.Informational)
            .ToDictionary(symptom => (symptom.AgentId, symptom.Id, symptom.Start));
}
