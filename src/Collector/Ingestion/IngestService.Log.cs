using Microsoft.Extensions.Logging;

namespace RouterAlertAssurance.Collector.Ingestion;

internal sealed partial class IngestService
{
    [LoggerMessage(EventId = 4001, Level = LogLevel.Warning, Message = "A batch of agent {Agent} was not stored: {Reason}")]
    private partial void LogUnavailable(string agent, string reason);

    [LoggerMessage(EventId = 4002, Level = LogLevel.Information, Message = "The stored stream of agent {Agent} differs from the one in memory; reading it again")]
    private partial void LogOutOfStep(string agent);
}
