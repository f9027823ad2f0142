using System.Collections.Immutable;
using RouterAlertAssurance.Contracts.Health;

namespace RouterAlertAssurance.Collector.Current;

/// <summary>A symptom of an agent, whatever the occurrence.</summary>
internal readonly record struct SymptomKey(string Agent, string Symptom)
{
    public static SymptomKey Of(SymptomDocument symptom) => new(symptom.AgentId, symptom.Id);
}

/// <summary>
/// The latest occurrence of each symptom of a node: all that RFC 9418 has room for (its <c>unique</c> rule).
/// </summary>
/// <param name="Latest">By agent and symptom.</param>
/// <param name="Start">Stop time of the newest occurrence left out (leaf <c>symptoms-history-start</c>); null when none is.</param>
internal sealed record SymptomHistory(ImmutableDictionary<SymptomKey, SymptomDocument> Latest, DateTimeOffset? Start)
{
    public static SymptomHistory Empty { get; } = new(ImmutableDictionary<SymptomKey, SymptomDocument>.Empty, null);

    public SymptomHistory With(SymptomDocument occurrence)
    {
        var key = SymptomKey.Of(occurrence);
        if (!Latest.TryGetValue(key, out var known) || known.Start == occurrence.Start)
        {
            return this with { Latest = Latest.SetItem(key, occurrence) };
        }

        // What is active is the latest, whatever a clock that was set back says of its start.
        var later = known.Stop is null == occurrence.Stop is null ? known.Start < occurrence.Start : occurrence.Stop is null;
        return later
            ? new SymptomHistory(Latest.SetItem(key, occurrence), Later(Start, known.Stop ?? occurrence.Start))
            : this with { Start = Later(Start, occurrence.Stop) };
    }

    /// <summary>Leaves out what stopped before <paramref name="horizon"/>.</summary>
    public SymptomHistory Without(DateTimeOffset horizon)
    {
        var old = Latest.Where(pair => pair.Value.Stop < horizon).ToList();
        return old.Count == 0
            ? this
            : new SymptomHistory(Latest.RemoveRange(old.Select(pair => pair.Key)), Later(Start, old.Max(pair => pair.Value.Stop)));
    }

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) =>
        one is null || other > one ? other ?? one : one;
}
