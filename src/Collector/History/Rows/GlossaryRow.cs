namespace RouterAlertAssurance.Collector.History.Rows;

/// <summary>What a symptom of an agent means (RFC 9418, list <c>/agents/agent/symptoms</c>).</summary>
internal sealed class GlossaryRow
{
    public required string Agent { get; init; }

    public required string Symptom { get; init; }

    public required string Description { get; init; }
}
