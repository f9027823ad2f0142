namespace RouterAlertAssurance.Collector.History.Rows;

/// <summary>An epoch that a newer one has replaced: a batch that was under way for long must not open it again.</summary>
internal sealed class AgentEpochRow
{
    public required string Agent { get; init; }

    public Guid Epoch { get; init; }

    public long Acknowledged { get; init; }

    public DateTimeOffset Replaced { get; init; }
}
