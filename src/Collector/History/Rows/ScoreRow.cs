namespace RouterAlertAssurance.Collector.History.Rows;

/// <summary>A change of score or coverage.</summary>
internal sealed class ScoreRow
{
    public long Number { get; init; }

    public required string Type { get; init; }

    public required string Id { get; init; }

    public required string Agent { get; init; }

    public DateTimeOffset Time { get; init; }

    public short Score { get; init; }

    public double Coverage { get; init; }
}
