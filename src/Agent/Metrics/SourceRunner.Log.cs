namespace RouterAlertAssurance.Agent.Metrics;

internal sealed partial class SourceRunner
{
    [LoggerMessage(2001, LogLevel.Information, "Stream of {Source} is up")]
    private partial void LogConnected(string source);

    [LoggerMessage(2002, LogLevel.Warning, "Stream of {Source} broke: {Reason}")]
    private partial void LogBroken(string source, string reason);

    [LoggerMessage(2003, LogLevel.Debug, "Reading {Source} failed: {Reason}")]
    private partial void LogReadFailed(string source, string reason);
}
