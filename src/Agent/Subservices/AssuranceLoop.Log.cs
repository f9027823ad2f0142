namespace RouterAlertAssurance.Agent.Subservices;

internal sealed partial class AssuranceLoop
{
    [LoggerMessage(2060, LogLevel.Information, "Assignment {Revision} is at work: {Owned} of {Nodes} nodes are evaluated here")]
    private partial void LogSwapped(long revision, int owned, int nodes);
}
