namespace RouterAlertAssurance.Contracts.Health;

/// <summary>
/// Health events of one agent in sequence; body of <c>POST /api/v1/ingest</c> on the collector. The receiver takes each sequence number of an
/// epoch once; the sender repeats what was not acknowledged.
/// </summary>
/// <param name="AgentId">The sender.</param>
/// <param name="Epoch">Identifies the spool; a new one starts again at sequence number 1.</param>
/// <param name="Events">In sequence, without gaps.</param>
public sealed record HealthBatch(string AgentId, Guid Epoch, IReadOnlyList<HealthEvent> Events);

/// <summary>Answer to a batch: everything up to and including this number is stored.</summary>
/// <param name="Acknowledged">Highest stored sequence number of the epoch; 0 when none.</param>
public sealed record HealthBatchAnswer(long Acknowledged);

/// <summary>One event; exactly one of the optional parts is present.</summary>
public sealed record HealthEvent
{
    /// <summary>1, 2, 3, ... within the epoch.</summary>
    public long Sequence { get; set; }

    public DateTimeOffset Time { get; set; }

    /// <summary>The health status of an owned node changed.</summary>
    public StatusChange? Status { get; set; }

    /// <summary>A symptom of an owned node was raised, changed or cleared.</summary>
    public SymptomChange? Symptom { get; set; }

    /// <summary>Nodes this agent no longer owns; their status must not be shown as current any more.</summary>
    public IReadOnlyList<SubserviceReference>? Withdrawn { get; set; }
}

/// <summary>The status of one node at one time.</summary>
public sealed record StatusChange(SubserviceReference Subservice, HealthStatusDocument Status);

/// <summary>An occurrence of a symptom, with the evidence of the change.</summary>
/// <param name="Subservice">The node.</param>
/// <param name="Symptom">The symptom; <see cref="SymptomDocument.Stop"/> is set when it was cleared.</param>
/// <param name="Evidence">What was read and computed; null for symptoms that follow from the graph.</param>
public sealed record SymptomChange(SubserviceReference Subservice, SymptomDocument Symptom, Evidence? Evidence);
