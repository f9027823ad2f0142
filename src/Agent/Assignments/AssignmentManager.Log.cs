namespace RouterAlertAssurance.Agent.Assignments;

internal sealed partial class AssignmentManager
{
    [LoggerMessage(2050, LogLevel.Information, "Assignment {Revision} taken: {Packages} packages, {Shadows} shadow nodes")]
    private partial void LogAssigned(long revision, int packages, int shadows);

    [LoggerMessage(2051, LogLevel.Information, "Configuration taken: {Nodes} subservices")]
    private partial void LogConfigured(int nodes);

    [LoggerMessage(2052, LogLevel.Information, "Assignment {Revision} restored from disk: {Nodes} subservices, {Errors} errors")]
    private partial void LogRestored(long revision, int nodes, int errors);

    [LoggerMessage(2053, LogLevel.Error, "The assignment on disk cannot be read and is asked for again: {Reason}")]
    private partial void LogNotRestored(string reason);
}
