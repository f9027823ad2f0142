using Microsoft.Extensions.Logging;

namespace RouterAlertAssurance.Orchestrator.Decomposition;

internal sealed partial class NetworkPlanner
{
    [LoggerMessage(EventId = 2121, Level = LogLevel.Error, Message = "Service {Type}/{Name} could not be decomposed")]
    private partial void LogDecompositionFailed(string type, string name, Exception exception);
}
