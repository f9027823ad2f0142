using RouterAlertAssurance.Cli.Client;
using RouterAlertAssurance.Contracts.Queries;

namespace RouterAlertAssurance.Cli.Commands;

/// <summary>The health of one node as text: the score, then why.</summary>
internal static class HealthText
{
    public static void Print(TextWriter output, NodeHealth health)
    {
        var status = health.Status;
        var now = TimeProvider.System.GetUtcNow();
        output.WriteLine($"{health.Node.Label}: {Output.Score(status.Score)} since {Output.Age(status.Since, now)}, built on {Output.Percent(status.Coverage)} of its inputs");
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
                output.WriteLine($"  {symptom.Id} -{symptom.Weight} for {Output.Age(symptom.Start, now)} (gain {symptom.Gain}, cost {symptom.Cost}): {symptom.Text}");
            }
        }
    }
}
