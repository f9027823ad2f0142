using RouterAlertAssurance.Cli.Client;
using RouterAlertAssurance.Contracts.Health;
using RouterAlertAssurance.Contracts.Queries;

namespace RouterAlertAssurance.Cli.Commands;

/// <summary>Accounts of scores as text.</summary>
internal static class AccountText
{
    public static void Print(TextWriter output, HealthAccount account)
    {
        output.WriteLine($"At {account.Time:yyyy-MM-dd HH:mm:ss} UTC, graph version {account.GraphVersion}");
        foreach (var node in account.Nodes)
        {
            output.WriteLine();
            output.WriteLine($"{node.Label}  {node.Subservice.Type}[{node.Subservice.Id}]{(node.Agent is null ? "" : $", evaluated by {node.Agent}")}");
            output.WriteLine($"  {node.Reckoning}");
            foreach (var symptom in node.Symptoms)
            {
                Print(output, symptom, account.Time);
            }
        }
    }

    public static void Print(TextWriter output, LiveAccount account)
    {
        output.WriteLine($"{account.Subservice.Type}[{account.Subservice.Id}] as {account.Agent} sees it at {account.Time:yyyy-MM-dd HH:mm:ss} UTC");
        foreach (var condition in account.Conditions)
        {
            output.WriteLine();
            output.WriteLine($"  {condition.SymptomId}: {(condition.IsRaised ? "raised" : "not raised")}. {condition.Description}");
            Print(output, condition.Evidence);
        }

        if (account.Conditions.Count == 0)
        {
            output.WriteLine("  It has no conditions of its own: it is as good as what it depends on.");
        }
    }

    private static void Print(TextWriter output, SymptomAccount account, DateTimeOffset time)
    {
        var symptom = account.Symptom;
        output.WriteLine($"  {symptom.Id} -{symptom.Weight} for {Output.Age(symptom.Start, time)}: {symptom.Text}");
        if (account.Evidence is { } evidence)
        {
            Print(output, evidence);
        }
    }

    private static void Print(TextWriter output, Evidence evidence)
    {
        foreach (var step in evidence.Steps)
        {
            output.WriteLine($"    {step.Expression} = {step.Value}");
        }

        foreach (var sample in evidence.Samples)
        {
            var value = sample.State == "present" ? sample.Value : $"{sample.State}: {sample.Reason}";
            var time = sample.Time == default ? "" : $" at {sample.Time:HH:mm:ss.fff}";
            var origin = sample.Read.Length > 0 ? $", {sample.Source}: {sample.Read}" : "";
            output.WriteLine($"    {sample.Input} is {sample.Metric} of {sample.Device}: {value}{time}{origin}");
            if (sample.Command is { } command)
            {
                output.WriteLine($"      to see the same on {sample.Device}: {command}");
            }
        }

        if (evidence.Runbook.Length > 0)
        {
            output.WriteLine($"    What to do: {evidence.Runbook}");
        }
    }
}
