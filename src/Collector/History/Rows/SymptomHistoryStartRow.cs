namespace RouterAlertAssurance.Collector.History.Rows;

/// <summary>The stop time of the newest occurrence that retention took away from a node's symptom history.</summary>
internal sealed class SymptomHistoryStartRow
{
    public required string Type { get; init; }

    public required string Id { get; init; }

    public DateTimeOffset Time { get; init; }
}
