namespace RouterAlertAssurance.Agent.Sources.Netlink;

internal sealed partial class NetworkMonitor
{
    [LoggerMessage(2020, LogLevel.Warning, "The kernel dropped netlink messages; reading the tables again")]
    private partial void LogOverrun();
}
