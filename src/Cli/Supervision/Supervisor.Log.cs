using Microsoft.Extensions.Logging;

namespace RouterAlertAssurance.Cli.Supervision;

internal sealed partial class Supervisor
{
    [LoggerMessage(EventId = 8001, Level = LogLevel.Information, Message = "Started {Child} as process {Pid}")]
    private partial void LogStarted(string child, int pid);

    [LoggerMessage(EventId = 8002, Level = LogLevel.Information, Message = "Adopted {Child}, which already runs as process {Pid}")]
    private partial void LogAdopted(string child, int pid);

    [LoggerMessage(EventId = 8003, Level = LogLevel.Information, Message = "Replacing {Child}, process {Pid}, which runs with an older specification")]
    private partial void LogReplacing(string child, int pid);

    [LoggerMessage(EventId = 8004, Level = LogLevel.Warning, Message = "{Child} ended ({Exit}) and is started again; its log is {LogFile}")]
    private partial void LogEnded(string child, string exit, string logFile);

    [LoggerMessage(EventId = 8005, Level = LogLevel.Error, Message = "Cannot start {Child}")]
    private partial void LogCannotStart(string child, Exception exception);

    [LoggerMessage(EventId = 8006, Level = LogLevel.Information, Message = "Stopped {Child}")]
    private partial void LogStopped(string child);

    [LoggerMessage(EventId = 8007, Level = LogLevel.Warning, Message = "The log of {Child} is not rotated any more: {Reason}")]
    private partial void LogCannotRotate(string child, string reason);

    [LoggerMessage(EventId = 8008, Level = LogLevel.Warning, Message = "{Child} waits for {File}")]
    private partial void LogWaiting(string child, string file);
}
