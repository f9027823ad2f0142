using System.CommandLine;
using RouterAlertAssurance.Cli.Commands;

namespace RouterAlertAssurance.Cli.Probing;

/// <summary><c>raa probe</c>: what a way between two machines does to packets.</summary>
internal static class ProbeCommands
{
    public static Command Create(CommandContext context) =>
        new("probe", "Find out what a way between two machines does to packets: send them at one end, see at the other how they arrive") { ProbeRaoCommand.Create(context), ProbeRespondCommand.Create() };
}
