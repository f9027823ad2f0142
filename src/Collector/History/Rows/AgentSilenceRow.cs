namespace RouterAlertAssurance.Collector.History.Rows;

/// <summary>A time in which an agent sent nothing, so that its nodes were shown as unknown.</summary>
internal sealed class AgentSilenceRow
{
    public required string Agent { get; init; }

    public DateTimeOffset Start { get; init; }

    public DateTimeOffset? Stop { get; set; }
}
