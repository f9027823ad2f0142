using RouterAlertAssurance.Collector.Current;
using RouterAlertAssurance.Contracts.Health;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Collector.Ingestion;

/// <summary>What a batch changes; stored in one transaction, then shown.</summary>
internal sealed record BatchEffects
{
    /// <summary>The agent as it is afterwards.</summary>
    public required AgentState Agent { get; init; }

    /// <summary>The epoch that this batch replaces, with its last stored number; null when the epoch stays.</summary>
    public KeyValuePair<Guid, long>? ReplacedEpoch { get; init; }

    /// <summary>Nodes reported, and with null those withdrawn.</summary>
    public required IReadOnlyDictionary<SubserviceId, NodeReport?> Reports { get; init; }

    public required IReadOnlyList<ScoreChange> Scores { get; init; }

    /// <summary>Occurrences of symptoms, new or changed; each at most once.</summary>
    public required IReadOnlyCollection<EpisodeChange> Episodes { get; init; }

    public required IReadOnlyDictionary<SymptomKey, string> Glossary { get; init; }

    /// <summary>Raised and cleared symptoms, in order, for live listeners.</summary>
    public required IReadOnlyList<(DateTimeOffset Time, SymptomChange Change)> SymptomEvents { get; init; }
}

internal sealed record ScoreChange(SubserviceId Node, DateTimeOffset Time, int Score, double Coverage);

/// <param name="Node">The node.</param>
/// <param name="Symptom">The occurrence as it is now.</param>
/// <param name="Raised">The latest evidence it stands on, if this batch brought it: that of the raise, or of an input that is missing for another reason since.</param>
/// <param name="Cleared">Evidence it was cleared on, if this batch brought it.</param>
internal sealed record EpisodeChange(SubserviceId Node, SymptomDocument Symptom, Evidence? Raised, Evidence? Cleared);
