namespace RouterAlertAssurance.Agent.Sources.RouterAlertProbe;

internal sealed partial class ProbeWorker
{
    [LoggerMessage(2100, LogLevel.Information, "{Probes} probes to send, {Responses} to answer")]
    private partial void LogFollowed(int probes, int responses);

    [LoggerMessage(2101, LogLevel.Warning, "Nothing could be probed to {Device}, from {Source} to {Destination}: {Reason}")]
    private partial void LogFailed(string device, string source, string destination, string reason);

    [LoggerMessage(2102, LogLevel.Error, "A round of probe {Id} failed")]
    private partial void LogDefect(string id, Exception exception);
}
