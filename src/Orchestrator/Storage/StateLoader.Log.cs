using Microsoft.Extensions.Logging;

namespace RouterAlertAssurance.Orchestrator.Storage;

internal sealed partial class StateLoader
{
    [LoggerMessage(EventId = 2111, Level = LogLevel.Information, Message = "State read: {Services} services, {Devices} devices, graph version {Version}")]
    private partial void LogLoaded(int services, int devices, long version);

    [LoggerMessage(EventId = 2112, Level = LogLevel.Warning, Message = "The database is not usable yet: {Reason}")]
    private partial void LogNotThere(string reason);
}
