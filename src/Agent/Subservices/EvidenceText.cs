using RouterAlertAssurance.Contracts.Health;
using RouterAlertAssurance.Engine;
using RouterAlertAssurance.Expressions;

namespace RouterAlertAssurance.Agent.Subservices;

/// <summary>Accounts of symptoms as they travel.</summary>
internal static class EvidenceText
{
    // More of an input with labels are counted only: evidence is stored with each change of a symptom.
    private const int SeriesShown = 10;

    public static Evidence Of(Explanation explanation) => new(
        explanation.Condition,
        [.. explanation.Steps.Select(step => new EvidenceStep(step.Text, SampleText.Of(step.Value, step.Unit)))],
        [.. explanation.Inputs.Select(Of)],
        explanation.Definition?.Runbook ?? "");

    private static EvidenceSample Of(InputExplanation input)
    {
        var isFresh = input.IsRead && input.Sample.State == SampleState.Present;
        return new EvidenceSample(
            input.Name,
            input.Metric,
            input.Device,
            input.Origin.Source,
            input.Origin.Read,
            input.Sample.Time,
            isFresh ? ValueOf(input) : "",
            input.IsRead ? SampleText.Of(input.Sample.State) : "missing",
            isFresh ? null : input.IsRead ? input.Sample.Reason ?? "no value" : InputExplanation.NeverRead)
        {
            Command = input.Origin.Command.Length > 0 ? input.Origin.Command : null,
        };
    }

    private static string ValueOf(InputExplanation input)
    {
        if (input.Series.Count == 0)
        {
            return SampleText.Of(input.Sample, input.Unit);
        }

        var shown = input.Series.OrderBy(item => item.Key, SeriesKey.Ordering).Take(SeriesShown).Select(item =>
            $"{item.Key} {(item.Sample.State == SampleState.Present ? SampleText.Of(item.Sample, input.Unit) : SampleText.Of(item.Sample.State))}");
        var left = input.Series.Count - SeriesShown;
        return string.Join(", ", shown) + (left > 0 ? $" and {left} more" : "");
    }
}
