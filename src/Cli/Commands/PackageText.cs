using System.Globalization;
using RouterAlertAssurance.Cli.Client;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Heuristics.Loading;

namespace RouterAlertAssurance.Cli.Commands;

/// <summary>Packages for people.</summary>
internal static class PackageText
{
    public static void Table(TextWriter output, IReadOnlyList<PackageSummary> packages) => Output.Table(
        output,
        ["NAME", "VERSION", "SERVICES", "SUBSERVICES", "STATE"],
        [.. packages.Select(package => new[] { package.Name, Version(package.Version), Count(package.Services.Count), Count(package.Subservices.Count), State(package.Refused) })]);

    public static void Print(TextWriter output, PackageSummary package)
    {
        output.WriteLine($"{package.Name} {Version(package.Version)}{(package.Description.Length > 0 ? ": " + package.Description : "")}");
        Line(output, "requires", package.Requires.Select(required => $"{required.Key} {required.Value}"));
        Line(output, "profiles", package.Profiles.Keys);
        Line(output, "services", package.Services.Select(type => type.Name));
        Line(output, "subservices", package.Subservices.Select(type => type.Name));
        Print(output, package.Refused, package.Warnings, isInUse: package.Version.Length > 0);
    }

    public static void Print(TextWriter output, PackageReloadAnswer answer)
    {
        foreach (var package in answer.Packages)
        {
            output.WriteLine($"{package.Name} {Version(package.Version)} {package.Outcome}");
            Print(output, package.Refused, package.Warnings, isInUse: package.Version.Length > 0);
        }
    }

    private static void Print(TextWriter output, PackageRefusal? refusal, IReadOnlyList<PackageProblem>? warnings, bool isInUse)
    {
        foreach (var warning in warnings ?? [])
        {
            output.WriteLine(Warning(ErrorOf(warning)));
        }

        if (refusal is null)
        {
            return;
        }

        output.WriteLine($"refused at {refusal.Time.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture)}, {(isInUse ? "what was in use stays" : "nothing of it is in use")}:");
        foreach (var error in refusal.Errors)
        {
            output.WriteLine($"  {ErrorOf(error)}");
        }
    }

    /// <summary>A warning as compilers print it.</summary>
    public static string Warning(PackageError warning) => $"warning: {warning}";

    private static PackageError ErrorOf(PackageProblem problem) =>
        new(problem.File, problem.Line, problem.Column, problem.Path, problem.Message, problem.Suggestion);

    private static void Line(TextWriter output, string title, IEnumerable<string> words)
    {
        var text = string.Join(", ", words);
        if (text.Length > 0)
        {
            output.WriteLine($"{title}: {text}");
        }
    }

    private static string Version(string version) => version.Length > 0 ? version : "-";

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static string State(PackageRefusal? refusal) => refusal is null ? "in use" : $"newest files refused, {refusal.Errors.Count} {(refusal.Errors.Count == 1 ? "error" : "errors")}";
}
