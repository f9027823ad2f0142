using System.CommandLine;
using System.Globalization;
using RouterAlertAssurance.Cli.Client;
using RouterAlertAssurance.Probes;
using RouterAlertAssurance.Probes.Locating;
using RouterAlertAssurance.Probes.Verdicts;

namespace RouterAlertAssurance.Cli.Probing;

/// <summary>What the commands of <c>raa probe</c> print.</summary>
internal static class ProbeOutput
{
    /// <summary>Runs a command; what it cannot go on from is told, with the exit code that belongs to it.</summary>
    public static async Task<int> GuardAsync(InvocationConfiguration console, Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (CommandFailure failure)
        {
            await console.Error.WriteLineAsync($"raa: {failure.Message.TrimEnd('.')}.");
            return failure.ExitCode;
        }
    }

    public static void Print(TextWriter output, ProbeRequest request, int budget, IReadOnlyList<ProbeResult> results, bool json)
    {
        if (json)
        {
            Output.Json(output, ProbeAnswer.Of(request, budget, results), ProbeAnswerJson.Default.ProbeAnswer);
            return;
        }

        output.WriteLine($"{request.Source} -> {request.Destination}");
        Output.Table(output, ["PROTOCOL", "VERDICT", "LOW RATE", "CONTROL", "HIGH RATE", "CONTROL", "WHERE"], [.. results.Select(Row)]);
        output.WriteLine();
        foreach (var result in results)
        {
            output.WriteLine($"{result.Protocol}: {result.Detail}.");
            PrintHops(output, result.Location);
        }

        foreach (var note in ProbeNotes.Of(request, budget, results))
        {
            output.WriteLine($"note: {note}.");
        }
    }

    private static IReadOnlyList<string> Row(ProbeResult result) =>
    [
        result.Protocol.Name,
        result.PacketsPerSecond is { } rate ? string.Create(CultureInfo.InvariantCulture, $"{result.Verdict.ToWord()} to {rate:0.#}/s") : result.Verdict.ToWord(),
        Share(result.Low?.RouterAlert),
        Share(result.Low?.Control),
        Share(result.High?.RouterAlert),
        Share(result.High?.Control),
        result.Hop.Length > 0 ? result.Hop : "-",
    ];

    private static string Share(KindCounts? counts) => counts is null ? "-" : $"{counts.Received}/{counts.Sent}";

    private static void PrintHops(TextWriter output, ProbeLocation? location)
    {
        foreach (var hop in location?.Hops ?? [])
        {
            output.WriteLine($"  hop {hop.Number}: {(hop.Control ?? hop.RouterAlert)?.ToString() ?? "no answer"}, option {ProbeAnswerLocation.Word(hop.Option)}");
        }
    }
}
