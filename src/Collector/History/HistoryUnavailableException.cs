namespace RouterAlertAssurance.Collector.History;

/// <summary>The database did not answer in time or cannot be reached. What was asked may be asked again.</summary>
internal sealed class HistoryUnavailableException : IOException
{
    public HistoryUnavailableException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
