
namespace RouterAlertAssurance.WebUi.Live;

internal sealed partial class HealthFeedReader
{
    [LoggerMessage(5001, LogLevel.Warning, "The collector's events cannot be read: {Reason}")]
    private partial void LogAway(string reason);

    [LoggerMessage(5002, LogLevel.Warning, "An event of the collector cannot be understood: {Reason}")]
    private partial void LogMalformed(string reason);
}
