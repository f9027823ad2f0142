namespace RouterAlertAssurance.Collector.History.Rows;

/// <summary>One occurrence of a symptom of a node.</summary>
internal sealed class SymptomEpisodeRow
{
    public required string Type { get; init; }

    public required string Id { get; init; }

    /// <summary>The agent that raised it.</summary>
    public required string Agent { get; init; }

    public required string Symptom { get; init; }

    public DateTimeOffset Start { get; init; }

    public DateTimeOffset? Stop { get; init; }

    /// <summary>A <c>SymptomDocument</c>, as last reported.</summary>
    public required string Document { get; init; }

    /// <summary>The <c>Evidence</c> it was raised on.</summary>
    public string? Evidence { get; init; }

    /// <summary>The <c>Evidence</c> it was cleared on.</summary>
    public string? ClearEvidence { get; init; }
}
