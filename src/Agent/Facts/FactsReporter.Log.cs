namespace RouterAlertAssurance.Agent.Facts;

internal sealed partial class FactsReporter
{
    [LoggerMessage(2030, LogLevel.Information, "Facts revision {Revision}: {Rows} rows")]
    private partial void LogChanged(long revision, int rows);
}
