namespace RouterAlertAssurance.Collector.History.Rows;

/// <summary>The newest status of a node by the agent that reported it.</summary>
internal sealed class NodeStatusRow
{
    public required string Agent { get; init; }

    public required string Type { get; init; }

    public required string Id { get; init; }

    public DateTimeOffset Reported { get; init; }

    /// <summary>A <c>HealthStatusDocument</c>.</summary>
    public required string Document { get; init; }
}
