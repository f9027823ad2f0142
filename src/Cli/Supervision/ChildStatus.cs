namespace RouterAlertAssurance.Cli.Supervision;

/// <summary>What a supervised program is doing.</summary>
internal enum ChildState
{
    Stopped,
    Starting,
    Running,
    WaitingToRestart,
}

/// <summary>A supervised program at one moment.</summary>
/// <param name="Name">Its name.</param>
/// <param name="State">What it is doing.</param>
/// <param name="Pid">Its process number, when it runs.</param>
/// <param name="Since">When that began.</param>
/// <param name="Starts">How often it was started or adopted.</param>
/// <param name="LastExit">How it last ended.</param>
internal sealed record ChildStatus(string Name, ChildState State, int? Pid, DateTimeOffset Since, int Starts, string? LastExit);
