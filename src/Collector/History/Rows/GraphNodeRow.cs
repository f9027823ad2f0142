namespace RouterAlertAssurance.Collector.History.Rows;

/// <summary>A node of the assurance graph as it was from one version until another.</summary>
internal sealed class GraphNodeRow
{
    public required string Type { get; init; }

    public required string Id { get; init; }

    public long ValidFromVersion { get; init; }

    /// <summary>The first version without it or with another form of it; null while it is current.</summary>
    public long? ValidToVersion { get; init; }

    public DateTimeOffset ValidFrom { get; init; }

    public DateTimeOffset? ValidTo { get; init; }

    /// <summary>A <c>GraphNode</c>.</summary>
    public required string Document { get; init; }
}
