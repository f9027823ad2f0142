namespace RouterAlertAssurance.Collector.History.Rows;

/// <summary>A version of the assurance graph; valid until the next one's time.</summary>
internal sealed class GraphVersionRow
{
    public long Version { get; init; }

    public DateTimeOffset Time { get; init; }
}
