namespace RouterAlertAssurance.Expressions.Evaluation;

/// <summary>An input with labels: its series, and the expressions that read them.</summary>
internal sealed class SeriesFamily(LabelSet labels)
{
    public LabelSet Labels { get; } = labels;

    /// <summary>The input of each series.</summary>
    public Dictionary<SeriesKey, int> Series { get; } = [];

    public List<SeriesExpansion> Readers { get; } = [];
}
