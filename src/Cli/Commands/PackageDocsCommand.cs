using System.CommandLine;
using RouterAlertAssurance.Cli.Client;
using RouterAlertAssurance.Heuristics.Documentation;

namespace RouterAlertAssurance.Cli.Commands;

/// <summary><c>raa package docs</c>: a page that says what a package can assure.</summary>
internal static class PackageDocsCommand
{
    public static Command Create(CommandContext context)
    {
        var folder = new Argument<string>("folder") { Description = "Folder of the package" };
        var output = new Option<string?>("--output") { Description = "File to write; standard output by default" };
        var command = new Command("docs", "A page in Markdown: types, symptoms, thresholds, metrics, rules. Example: raa package docs heuristics/base --output base.md") { folder, output };
        command.SetAction(parsed => Run(parsed.GetValue(folder)!, parsed.GetValue(output), parsed.GetValue(context.Json), parsed.InvocationConfiguration));
        return command;
    }

    private static int Run(string folder, string? output, bool json, InvocationConfiguration console)
    {
        if (json || !Directory.Exists(folder))
        {
            console.Error.WriteLine(json ? "raa: package docs writes Markdown, not JSON." : $"raa: {folder} is not a folder.");
            return CliExitCode.Usage;
        }

        var result = LocalPackage.Load(folder);
        if (result.Package is not { } package || result.Errors.Count > 0)
        {
            foreach (var error in result.Errors)
            {
                console.Error.WriteLine(error);
            }

            return CliExitCode.Failure;
        }

        return Write(PackagePage.Generate(package), output, console);
    }

    private static int Write(string page, string? output, InvocationConfiguration console)
    {
        if (output is null)
        {
            console.Output.Write(page);
            return CliExitCode.Success;
        }

        try
        {
            File.WriteAllText(output, page);
            return CliExitCode.Success;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            console.Error.WriteLine($"raa: {output} cannot be written: {exception.Message}");
            return CliExitCode.Failure;
        }
    }
}
