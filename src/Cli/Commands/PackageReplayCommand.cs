using System.CommandLine;
using RouterAlertAssurance.Cli.Client;
using RouterAlertAssurance.Cli.Replay;
using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.Heuristics.Packages;
using RouterAlertAssurance.Hosting.Queries;

namespace RouterAlertAssurance.Cli.Commands;

/// <summary><c>raa package replay</c>: what a version of a package would have said about recorded samples.</summary>
internal static class PackageReplayCommand
{
    private const string TimeHelp = "RFC 3339, now, or relative to now such as -10m or -1h";

    public static Command Create(CommandContext context)
    {
        var folder = new Argument<string>("folder") { Description = "Folder of the package" };
        var from = new Option<string>("--from") { Description = $"Begin: {TimeHelp}", Required = true };
        var to = new Option<string>("--to") { Description = $"End: {TimeHelp}; now by default", DefaultValueFactory = _ => "now" };
        var service = new Option<string?>("--service") { Description = "Only the nodes of this service instance: TYPE/NAME" };
        var agent = new Option<string?>("--agent") { Description = "Only the nodes and samples of this agent" };
        var file = new Option<string?>("--file") { Description = "File with samples, as --save writes it, instead of the agents' raw logs" };
        var data = new Option<string?>("--data") { Description = "Data folder of a product that does not run, instead of asking --server: the graph and the samples are those its agents have on disk" };
        var decompose = new Option<bool>("--decompose") { Description = "Decompose the services anew with this package, over the definitions and facts of now, instead of taking the graph as it was" };
        var save = new Option<string?>("--save") { Description = "File to write the samples to, one JSON object on each line" };
        var command = new Command(
            "replay",
            "What this version of a package would have said about recorded samples, beside what was said then. Changes nothing. "
            + "Examples: raa package replay heuristics/base --from -1h; raa package replay heuristics/base --from -30m --to -10m --service tunnel/blue; raa package replay heuristics/base --data ./data --from 2026-01-31T12:00:00Z --to 2026-01-31T13:00:00Z")
        {
            folder, from, to, service, agent, decompose, data, file, save,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(decompose) && result.GetValue(data) is not null)
            {
                result.AddError("--decompose and --data exclude each other: only a product that runs has the definitions and facts to decompose, so leave one of them out");
            }
        });
        context.Run(command, async (call, cancellationToken) =>
        {
            var now = TimeProvider.System.GetUtcNow();
            var (begin, end) = (TimeOf(call.Parsed.GetValue(from)!, "--from", now), TimeOf(call.Parsed.GetValue(to)!, "--to", now));
            if (begin >= end)
            {
                throw new CommandFailure(CliExitCode.Usage, $"--from ({begin:u}) must be before --to ({end:u}).");
            }

            var (package, catalog) = Load(call.Parsed.GetValue(folder)!);
            var request = new ReplayRequest(begin, end, ServiceOf(call.Parsed.GetValue(service)), call.Parsed.GetValue(agent), call.Parsed.GetValue(file), WarmUp.Of(catalog));
            var running = new ReplayReader(call.Api);
            var offline = call.Parsed.GetValue(data);
            var anew = call.Parsed.GetValue(decompose) ? catalog : null;
            var material = offline is null
                ? await running.ReadAsync(request, anew, cancellationToken)
                : await new DataFolder(offline).ReadAsync(request, cancellationToken);
            if (call.Parsed.GetValue(save) is { } path)
            {
                await SampleFile.WriteAsync(path, material.Samples, cancellationToken);
            }

            var outcome = ReplayRun.Of(material, catalog);
            var recorded = offline is null ? await running.HistoryAsync(outcome.Evaluated.Concat(material.Graph.Gone), begin, end, cancellationToken) : null;
            Print(call, ReplayComparison.Of(package, material, outcome, recorded));
            return CliExitCode.Success;
        });
        return command;
    }

    private static (HeuristicPackage Package, PackageCatalog Catalog) Load(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new CommandFailure(CliExitCode.Usage, $"{folder} is not a folder.");
        }

        var loaded = LocalPackage.Load(folder);
        return loaded.Package is { } package && loaded.Errors.Count == 0
            ? (package, loaded.Catalog)
            : throw new CommandFailure(CliExitCode.Failure, string.Join(Environment.NewLine, loaded.Errors.Select(error => error.ToString()).Prepend($"{folder} has errors:")));
    }

    private static DateTimeOffset TimeOf(string text, string option, DateTimeOffset now) => TimeParameter.TryParse(text, now, out var time)
        ? time
        : throw new CommandFailure(CliExitCode.Usage, $"{option}: '{text}' is no time: {TimeHelp}.");

    private static (string Type, string Name)? ServiceOf(string? text) => text?.Split('/', 2) switch
    {
        null => null,
        [{ Length: > 0 } type, { Length: > 0 } name] => (type, name),
        _ => throw new CommandFailure(CliExitCode.Usage, $"--service: '{text}' is not TYPE/NAME, such as tunnel/blue."),
    };

    private static void Print(CommandCall call, ReplayAnswer answer)
    {
        if (call.Json)
        {
            Output.Json(call.Output, answer, ReplayJson.Default.ReplayAnswer);
        }
        else
        {
            ReplayText.Print(call.Output, answer);
        }
    }
}
