using System.CommandLine;

namespace RouterAlertAssurance.Cli.Commands;

/// <summary>The command tree of <c>raa</c>.</summary>
internal static class RaaCommand
{
    public static RootCommand Create()
    {
        var context = new CommandContext();
        var root = new RootCommand("RouterAlertAssurance: which services are hurt, why, and who else is.\n\nServices: raa standalone|orchestrator|agent|collector|web --help")
        {
            ServiceCommands.Create(context),
            DeviceCommands.Create(context),
            GraphCommands.Create(context),
            PackageCommands.Create(context),
        };
        root.Options.Add(context.Server);
        root.Options.Add(context.Json);
        return root;
    }
}
