namespace RouterAlertAssurance.Agent.Registration;

internal sealed partial class OrchestratorClient
{
    [LoggerMessage(2040, LogLevel.Warning, "The orchestrator refused {Path} with {Status}: {Detail}")]
    private partial void LogRefused(string path, int status, string detail);

    [LoggerMessage(2042, LogLevel.Information, "The orchestrator is not ready for {Path}: {Detail}")]
    private partial void LogNotReady(string path, string detail);

    [LoggerMessage(2041, LogLevel.Debug, "The orchestrator cannot be reached for {Path}: {Reason}")]
    private partial void LogUnreachable(string path, string reason);
}
