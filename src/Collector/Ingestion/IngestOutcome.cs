namespace RouterAlertAssurance.Collector.Ingestion;

internal enum IngestResult
{
    /// <summary>Everything up to the acknowledged number is stored.</summary>
    Stored,

    /// <summary>Events before the batch are missing.</summary>
    Gap,

    /// <summary>The epoch was replaced by a newer one.</summary>
    Superseded,

    /// <summary>Not now: the database is away or too slow, or too much is waiting.</summary>
    Unavailable,
}

/// <param name="Result">What became of the batch.</param>
/// <param name="Acknowledged">Highest stored number of the batch's epoch.</param>
/// <param name="Detail">For a human, when it was not stored.</param>
internal sealed record IngestOutcome(IngestResult Result, long Acknowledged, string Detail = "");
