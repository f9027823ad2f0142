using Microsoft.Extensions.Logging;

namespace RouterAlertAssurance.Orchestrator.Network;

internal sealed partial class NetworkWriter
{
    [LoggerMessage(EventId = 2101, Level = LogLevel.Error, Message = "The change could not be stored; the state is read back from the database")]
    private partial void LogStoreFailed(Exception exception);
}
