using Microsoft.Extensions.Logging;

namespace RouterAlertAssurance.Collector.Graphs;

internal sealed partial class GraphService
{
    [LoggerMessage(EventId = 4011, Level = LogLevel.Information, Message = "Graph version {Version}: {Begun} nodes new or changed, {Ended} replaced or removed, {Nodes} in all")]
    private partial void LogTaken(long version, int begun, int ended, int nodes);

    [LoggerMessage(EventId = 4012, Level = LogLevel.Information, Message = "The stored graph is not at version {Version}; reading it again")]
    private partial void LogOutOfStep(long version);
}
