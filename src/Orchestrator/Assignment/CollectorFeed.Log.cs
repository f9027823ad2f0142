using Microsoft.Extensions.Logging;

namespace RouterAlertAssurance.Orchestrator.Assignment;

internal sealed partial class CollectorFeed
{
    [LoggerMessage(EventId = 2211, Level = LogLevel.Information, Message = "The collector has graph version {Version}")]
    private partial void LogAcknowledged(long version);

    [LoggerMessage(EventId = 2212, Level = LogLevel.Information, Message = "The collector lacks graph version {Base}: it gets the whole graph, version {Version}")]
    private partial void LogWhole(long version, long @base);

    [LoggerMessage(EventId = 2213, Level = LogLevel.Warning, Message = "The collector could not be given the graph, it is tried again: {Reason}")]
    private partial void LogFailed(string reason);
}
