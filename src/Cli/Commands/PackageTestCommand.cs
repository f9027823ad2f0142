using System.CommandLine;
using RouterAlertAssurance.Cli.Client;
using RouterAlertAssurance.Engine;
using RouterAlertAssurance.Heuristics;
using RouterAlertAssurance.Heuristics.Fixtures;
using RouterAlertAssurance.Heuristics.Loading;

namespace RouterAlertAssurance.Cli.Commands;

/// <summary><c>raa package test</c>: runs the tests in a package's folder <c>fixtures</c>.</summary>
internal static class PackageTestCommand
{
    public static Command Create(CommandContext context)
    {
        var folder = new Argument<string>("folder") { Description = "Folder of the package; its tests are in the folder fixtures below" };
        var only = new Option<string?>("--fixture") { Description = "Only the test of this name" };
        var command = new Command(
            "test",
            "Run the package's tests: timelines of metrics in, expected symptoms and scores out. Exit code 7 if any fails. "
            + "Examples: raa package test heuristics/base; raa package test heuristics/base --fixture \"an interface goes down\"") { folder, only };
        command.SetAction(parsed => Run(parsed.GetValue(folder)!, parsed.GetValue(only), parsed.GetValue(context.Json), parsed.InvocationConfiguration));
        return command;
    }

    private static int Run(string folder, string? only, bool json, InvocationConfiguration console)
    {
        if (!Directory.Exists(folder))
        {
            console.Error.WriteLine($"raa: {folder} is not a folder.");
            return CliExitCode.Usage;
        }

        var loaded = LocalPackage.Load(folder);
        var read = loaded.Package is { } found ? FixtureLoader.LoadDirectory(folder, found, loaded.Catalog) : new FixtureLoadResult([], []);
        if (loaded.Package is not { } package || loaded.Errors.Count + read.Errors.Count > 0)
        {
            return Refuse([.. loaded.Errors, .. read.Errors], console);
        }

        var fixtures = read.Fixtures.Where(fixture => only is null || fixture.Name == only).ToList();
        if (fixtures.Count == 0 && only is not null)
        {
            var meant = Suggestions.DidYouMean(only, read.Fixtures.Select(fixture => fixture.Name));
            console.Error.WriteLine($"raa: {folder} has no test '{only}'{(meant is null ? "" : $" ({meant})")}.");
            return CliExitCode.NotFound;
        }

        var results = fixtures.Select(fixture => FixtureRun.Of(fixture, loaded.Catalog)).ToList();
        var coverage = only is null ? FixtureCoverage.Of(package, results) : null;
        if (json)
        {
            Output.Json(console.Output, PackageTestAnswer.Of(package, results, coverage), PackageTestJson.Default.PackageTestAnswer);
        }
        else
        {
            PackageTestText.Print(console.Output, results, coverage);
        }

        return results.All(result => result.Passed) ? CliExitCode.Success : CliExitCode.TestsFailed;
    }

    private static int Refuse(IReadOnlyList<PackageError> errors, InvocationConfiguration console)
    {
        foreach (var error in errors)
        {
            console.Error.WriteLine(error);
        }

        return CliExitCode.Failure;
    }
}
