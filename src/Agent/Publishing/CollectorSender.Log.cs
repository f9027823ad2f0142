namespace RouterAlertAssurance.Agent.Publishing;

internal sealed partial class CollectorSender
{
    [LoggerMessage(2070, LogLevel.Warning, "Health does not reach the collector and waits in the spool: {Reason}")]
    private partial void LogUnreachable(string reason);

    [LoggerMessage(2071, LogLevel.Information, "Health reaches the collector again")]
    private partial void LogReachable();

    [LoggerMessage(2072, LogLevel.Warning, "The collector has another position of the spool: {Known} here, {Answered} there")]
    private partial void LogResynchronised(long known, long answered);
}
