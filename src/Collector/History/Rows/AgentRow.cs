namespace RouterAlertAssurance.Collector.History.Rows;

/// <summary>How far an agent's event stream is stored.</summary>
internal sealed class AgentRow
{
    public required string Id { get; init; }

    public Guid Epoch { get; set; }

    public long Acknowledged { get; set; }

    public DateTimeOffset LastSeen { get; set; }
}
