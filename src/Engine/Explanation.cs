using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Heuristics.Packages;

namespace RouterAlertAssurance.Engine;

/// <summary>The account of a symptom: from its condition to what was read, and how.</summary>
/// <param name="SymptomId">The symptom, with its series where it has one.</param>
/// <param name="Condition">The expression.</param>
/// <param name="Steps">The values of its parts, the whole first.</param>
/// <param name="Inputs">What it rests on.</param>
public sealed record Explanation(string SymptomId, string Condition, IReadOnlyList<EvaluationStep> Steps, IReadOnlyList<InputExplanation> Inputs)
{
    /// <summary>The series it is of, by the labels in the order of the definition's; none for a symptom without series.</summary>
    public SeriesKey Series { get; init; } = SeriesKey.None;

    /// <summary>The symptom in its package; null for an input that is missing.</summary>
    public SymptomDefinition? Definition { get; init; }
}

/// <summary>One input in an account.</summary>
/// <param name="Name">Its name in the expressions.</param>
/// <param name="Metric">The metric.</param>
/// <param name="Device">The device it was read from.</param>
/// <param name="Unit">The unit of its numbers.</param>
/// <param name="Origin">Who read it, and what.</param>
/// <param name="Sample">The last sample; the state tells whether there is a value.</param>
/// <param name="IsRead">False when nothing came yet.</param>
public sealed record InputExplanation(string Name, string Metric, string Device, string Unit, SampleOrigin Origin, Sample Sample, bool IsRead)
{
    /// <summary>What is said in place of a value before the first reading.</summary>
    public const string NeverRead = "never read";

    /// <summary>Of an input with labels: the last sample of each series. <see cref="Sample"/> tells then whether they are known.</summary>
    public IReadOnlyList<(SeriesKey Key, Sample Sample)> Series { get; init; } = [];
}
