using System.CommandLine;
using RouterAlertAssurance.Cli.Client;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Contracts.Queries;

namespace RouterAlertAssurance.Cli.Commands;

/// <summary>The packages of the running product.</summary>
internal static class PackageServerCommands
{
    private const string Packages = "/api/v1/packages";

    public static Command List(CommandContext context)
    {
        var command = new Command("list", "The packages in use, and those that were refused. Example: raa package list");
        context.Run(command, async (call, cancellationToken) =>
        {
            var packages = await PageReader.AllAsync(call.Api, Packages, ContractsJson.Default.PagePackageSummary, cancellationToken);
            if (call.Json)
            {
                Output.Json(call.Output, new Page<PackageSummary>(packages, null), ContractsJson.Default.PagePackageSummary);
                return CliExitCode.Success;
            }

            PackageText.Table(call.Output, packages);
            return CliExitCode.Success;
        });
        return command;
    }

    public static Command Show(CommandContext context)
    {
        var name = new Argument<string>("name") { Description = "Name of the package" };
        var command = new Command("show", "What a package defines, and why its newest files were refused. Example: raa package show base") { name };
        context.Run(command, async (call, cancellationToken) =>
        {
            var package = await call.Api.GetAsync($"{Packages}/{Uri.EscapeDataString(call.Parsed.GetValue(name)!)}", ContractsJson.Default.PackageSummary, cancellationToken);
            if (call.Json)
            {
                Output.Json(call.Output, package, ContractsJson.Default.PackageSummary);
                return CliExitCode.Success;
            }

            PackageText.Print(call.Output, package);
            return CliExitCode.Success;
        });
        return command;
    }

    public static Command Reload(CommandContext context)
    {
        var command = new Command("reload", "Read the packages' folder again; exit code 6 if any package is refused. Example: raa package reload");
        context.Run(command, async (call, cancellationToken) =>
        {
            var answer = await call.Api.PostAsync($"{Packages}/reload", ContractsJson.Default.PackageReloadAnswer, cancellationToken);
            if (call.Json)
            {
                Output.Json(call.Output, answer, ContractsJson.Default.PackageReloadAnswer);
            }
            else
            {
                PackageText.Print(call.Output, answer);
            }

            return answer.Packages.Any(package => package.Refused is not null) ? CliExitCode.Refused : CliExitCode.Success;
        });
        return command;
    }
}
