namespace RouterAlertAssurance.Agent.Shadows;

internal sealed partial class ShadowFeed
{
    [LoggerMessage(2080, LogLevel.Information, "Listening to agent {Owner}")]
    private partial void LogConnected(string owner);

    [LoggerMessage(2081, LogLevel.Warning, "The stream of agent {Owner} is down: {Reason}")]
    private partial void LogDisconnected(string owner, string reason);

    [LoggerMessage(2082, LogLevel.Warning, "There is no way to agent {Owner}: neither an endpoint nor a collector is known")]
    private partial void LogNoWay(string owner);

    [LoggerMessage(2083, LogLevel.Warning, "A report of agent {Owner} cannot be read: {Reason}")]
    private partial void LogUnreadable(string owner, string reason);
}
