namespace RouterAlertAssurance.Agent.Metrics;

internal sealed partial class MetricEngine
{
    [LoggerMessage(2010, LogLevel.Information, "Metric {Metric} is now read from {Source}")]
    private partial void LogFellBack(string metric, string source);
}
