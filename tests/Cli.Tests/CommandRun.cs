using System.CommandLine;
using RouterAlertAssurance.Cli.Commands;

namespace RouterAlertAssurance.Cli.Tests;

/// <summary>Runs a command line of <c>raa</c> in this process.</summary>
internal static class CommandRun
{
    public static async Task<(int ExitCode, string Output, string Errors)> OfAsync(params IReadOnlyList<string> arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var errors = new StringWriter { NewLine = "\n" };
        var code = await RaaCommand.RunAsync(arguments, new InvocationConfiguration { Output = output, Error = errors });
        return (code, output.ToString(), errors.ToString());
    }
}
