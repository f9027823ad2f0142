namespace RouterAlertAssurance.Contracts.Queries;

/// <summary>A sample of an agent's raw log: item of <c>GET /api/v1/samples</c>, and a line of a file of samples.</summary>
public sealed record RecordedSample
{
    /// <summary>Device-independent name.</summary>
    public string Metric { get; init; } = "";

    /// <summary>Device it was read from.</summary>
    public string Device { get; init; } = "";

    /// <summary>How it was read.</summary>
    public string Implementation { get; init; } = "";

    /// <summary>Canonical text of what was read.</summary>
    public string Read { get; init; } = "";

    /// <summary>Of a series, such as <c>protocol=rsvp</c>; null where the metric has no labels.</summary>
    public string? Labels { get; init; }

    public DateTimeOffset Time { get; init; }

    /// <summary><c>present</c>, <c>missing</c>, <c>stale</c> or <c>failed</c>.</summary>
    public string State { get; init; } = "";

    /// <summary>A number, or 0 and 1 for a boolean.</summary>
    public double? Number { get; init; }

    public string? Text { get; init; }

    /// <summary>Why there is no value.</summary>
    public string? Reason { get; init; }
}
