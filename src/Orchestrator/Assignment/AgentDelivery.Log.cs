using Microsoft.Extensions.Logging;

namespace RouterAlertAssurance.Orchestrator.Assignment;

internal sealed partial class AgentDelivery
{
    [LoggerMessage(EventId = 2201, Level = LogLevel.Information, Message = "Agent {Agent} has assignment {Revision}: {Nodes} nodes, {Owned} of its own")]
    private partial void LogDelivered(string agent, long revision, int nodes, int owned);

    [LoggerMessage(EventId = 2202, Level = LogLevel.Warning, Message = "Agent {Agent} could not be given its assignment, it is tried again: {Reason}")]
    private partial void LogFailed(string agent, string reason);
}
