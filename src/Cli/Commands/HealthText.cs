using RouterAlertAssurance.Cli.Client;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Contracts.Health;
using RouterAlertAssurance.Contracts.Queries;

namespace RouterAlertAssurance.Cli.Commands;

/// <summary>The health of one service as text: the score, then why.</summary>
internal static class HealthText
{
    /// <param name="output">Where to.</param>
    /// <param name="service">Type and name, as commands take them.</param>
    /// <param name="health">Its health.</param>
    /// <param name="notices">What its decomposition has to say.</param>
    public static void Print(TextWriter output, string service, NodeHealth health, IReadOnlyList<DecompositionProblem> notices)
    {
        var status = health.Status;
        var now = TimeProvider.System.GetUtcNow();
        output.WriteLine($"{health.Node.Label}: {Output.Score(status.Score)} for {Output.Age(status.Since, now)}, built on {Output.Percent(status.Coverage)} of its inputs");
        if (health.Drift is { } drift)
        {
            output.WriteLine($"Drift: {drift.State}{(drift.Detail.Length > 0 ? $": {drift.Detail}" : "")}");
        }

        if (status.Coverage < 1)
        {
            output.WriteLine($"What is not known, and why: raa explain {service}");
        }

        foreach (var notice in notices)
        {
            output.WriteLine($"Note: {notice.Node}: {notice.Detail}");
        }

        if (status.Causes.Count > 0)
        {
            output.WriteLine("Causes:");
            foreach (var cause in status.Causes)
            {
                output.WriteLine($"  {cause.Subservice.Type}[{cause.Subservice.Id}] -{cause.Symptom.Weight} for {Output.Age(cause.Symptom.Start, now)}: {cause.Symptom.Text}");
            }
        }

        var active = status.Symptoms.Where(symptom => symptom.Stop is null).ToArray();
        if (active.Length > 0)
        {
            output.WriteLine("Symptoms:");
            foreach (var symptom in active.OrderByDescending(symptom => symptom.Weight))
            {
                output.WriteLine($"  {symptom.Id} -{symptom.Weight} for {Output.Age(symptom.Start, now)}: {symptom.Text}{Gain(symptom)}");
            }
        }
    }

    /// <summary>What would be won if this symptom alone went; several that each hide the other win nothing alone.</summary>
    private static string Gain(SymptomDocument symptom) => symptom.Gain > 0 ? $" (without it the score would be {symptom.Gain} higher)" : "";
}
