namespace RouterAlertAssurance.Hosting.Processes;

/// <summary>A program is not installed, or may not be run.</summary>
public sealed class CommandMissingException(string message, Exception cause) : IOException(message, cause);
