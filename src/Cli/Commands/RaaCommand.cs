using System.CommandLine;
using System.CommandLine.Invocation;
using RouterAlertAssurance.Cli.Client;
using RouterAlertAssurance.Cli.Inspection;
using RouterAlertAssurance.Cli.Probing;
using RouterAlertAssurance.Cli.RouterAlert;

namespace RouterAlertAssurance.Cli.Commands;

/// <summary>The command tree of <c>raa</c>.</summary>
internal static class RaaCommand
{
    // After Ctrl-C: what came by then is told, however busy the machine is. The library ends a process after two seconds without a word.
    private static readonly TimeSpan Ending = TimeSpan.FromSeconds(30);

    /// <summary>Parses the command line and runs what it says; a wrong one is told in our words, with the exit code of <see cref="CliExitCode.Usage"/>.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, InvocationConfiguration? console = null, CancellationToken cancellationToken = default)
    {
        console ??= new InvocationConfiguration { ProcessTerminationTimeout = Ending };
        var parsed = Create().Parse(arguments);
        if (parsed.Action is not ParseErrorAction)
        {
            return await parsed.InvokeAsync(console, cancellationToken);
        }

        foreach (var line in UsageError.Describe(parsed))
        {
            await console.Error.WriteLineAsync(line);
        }

        return CliExitCode.Usage;
    }

    private static RootCommand Create()
    {
        var context = new CommandContext();
        var root = new RootCommand("RouterAlertAssurance: which services are hurt, why, and who else is.\n\nServices: raa standalone|orchestrator|agent|collector|web --help")
        {
            ServiceCommands.Create(context),
            DeviceCommands.Create(context),
            GraphCommands.Create(context),
            ExplainCommand.Create(context),
            PackageCommands.Create(context),
            ProposalCommands.Create(context),
            InspectCommand.Create(context),
            RaoCommands.Create(context),
            ProbeCommands.Create(context),
        };
        root.Options.Add(context.Server);
        root.Options.Add(context.Json);
        return root;
    }
}
