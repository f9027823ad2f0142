namespace RouterAlertAssurance.Cli.Client;

/// <summary>A command cannot go on; carries what to print and the exit code.</summary>
internal sealed class CommandFailure(int exitCode, string message) : Exception(message)
{
    public int ExitCode => exitCode;
}
