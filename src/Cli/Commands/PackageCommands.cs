using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using RouterAlertAssurance.Cli.Client;
using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.Heuristics.Packages;

namespace RouterAlertAssurance.Cli.Commands;

/// <summary><c>raa package</c>: <c>check</c>, <c>docs</c> and <c>test</c> work on files and need no running product; the others ask it.</summary>
internal static class PackageCommands
{
    public static Command Create(CommandContext context) => new("package", "Heuristic packages")
    {
        Check(context),
        PackageDocsCommand.Create(context),
        PackageTestCommand.Create(context),
        PackageReplayCommand.Create(context),
        PackageServerCommands.List(context),
        PackageServerCommands.Show(context),
        PackageServerCommands.Reload(context),
    };

    private static Command Check(CommandContext context)
    {
        var folder = new Argument<string>("folder") { Description = "Folder of the package" };
        var command = new Command("check", "All errors of a package at once, with line and column; exit code 1 if there are any. What is probably not meant is a warning. Packages it requires are read from folders of their names beside it. Example: raa package check heuristics/base") { folder };
        command.SetAction(parsed => Run(parsed.GetValue(folder)!, parsed.GetValue(context.Json), parsed.InvocationConfiguration));
        return command;
    }

    private static int Run(string folder, bool json, InvocationConfiguration console)
    {
        if (!Directory.Exists(folder))
        {
            console.Error.WriteLine($"raa: {folder} is not a folder.");
            return CliExitCode.Usage;
        }

        var result = LocalPackage.Load(folder);
        if (json)
        {
            Output.Json(console.Output, PackageCheckAnswer.Of(result), PackageCheckJson.Default.PackageCheckAnswer);
        }
        else
        {
            Print(console, result);
        }

        return result.Errors.Count == 0 ? CliExitCode.Success : CliExitCode.Failure;
    }

    private static string Warnings(int count) => count switch { 0 => "", 1 => ", 1 warning", _ => $", {count} warnings" };

    private static void Print(InvocationConfiguration console, PackageLoadResult result)
    {
        foreach (var error in result.Errors)
        {
            console.Error.WriteLine(error);
        }

        foreach (var warning in result.Warnings)
        {
            console.Error.WriteLine(PackageText.Warning(warning));
        }

        if (result.Package is { } package && result.Errors.Count == 0)
        {
            console.Output.WriteLine($"{package.Name} {package.Version}: {package.Subservices.Count} subservice types, {package.Services.Count} service types, {package.Metrics.Count} metrics, no errors{Warnings(result.Warnings.Count)}");
        }
    }
}

/// <summary>What <c>raa package check --json</c> prints.</summary>
/// <param name="Package">Name of the package; null when it has errors.</param>
/// <param name="Version">Its version.</param>
/// <param name="Errors">Why it would be refused.</param>
/// <param name="Warnings">What is probably not meant.</param>
/// <param name="Cost">What it costs; null when it has errors.</param>
internal sealed record PackageCheckAnswer(
    string? Package, string? Version, IReadOnlyList<PackageError> Errors, IReadOnlyList<PackageError> Warnings, PackageCost? Cost)
{
    public static PackageCheckAnswer Of(PackageLoadResult result) => new(
        result.Package?.Name,
        result.Package?.Version,
        result.Errors,
        result.Warnings,
        result.Package is { } package ? PackageCost.Of(package, result.Catalog.MetricsOf(package.Name)) : null);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(PackageCheckAnswer))]
internal sealed partial class PackageCheckJson : JsonSerializerContext;
