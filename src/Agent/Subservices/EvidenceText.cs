using RouterAlertAssurance.Contracts.Health;
using RouterAlertAssurance.Engine;
using RouterAlertAssurance.Expressions;

namespace RouterAlertAssurance.Agent.Subservices;

/// <summary>Accounts of symptoms as they travel.</summary>
internal static class EvidenceText
{
    public static Evidence Of(Explanation explanation) => new(
        explanation.Condition,
        [.. explanation.Steps.Select(step => new EvidenceStep(step.Text, SampleText.Of(step.Value, step.Unit)))],
        [.. explanation.Inputs.Select(Of)]);

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
            isFresh ? SampleText.Of(input.Sample, input.Unit) : "",
            input.IsRead ? SampleText.Of(input.Sample.State) : "missing",
            isFresh ? null : input.IsRead ? input.Sample.Reason ?? "no value" : "not read yet");
    }
}
