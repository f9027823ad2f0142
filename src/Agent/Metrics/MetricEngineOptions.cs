namespace RouterAlertAssurance.Agent.Metrics;

/// <summary>How the engine reads.</summary>
internal sealed record MetricEngineOptions
{
    /// <summary>Sources read at the same time, at most.</summary>
    public int Concurrency { get; init; } = 4;

    /// <summary>Failures in a row, or answers that it cannot tell, before the next implementation takes over.</summary>
    public int FailureLimit { get; init; } = 3;

    /// <summary>Good readings in a row before a preferred implementation is used again; more for one that works for moments only.</summary>
    public int RecoveryReadings { get; init; } = 2;

    /// <summary>Share of an interval by which readings are spread, so that agents do not all read in the same moment.</summary>
    public double Jitter { get; init; } = 0.1;

    /// <summary>Longest time one round of readings of a source may take.</summary>
    public TimeSpan ReadTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Rounds in a row that fail as a whole before a source is left alone for a while.</summary>
    public int BreakerLimit { get; init; } = 3;

    public TimeSpan BreakerPause { get; init; } = TimeSpan.FromSeconds(5);

    public TimeSpan BreakerPauseLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>First and longest pause before a broken stream is opened again.</summary>
    public TimeSpan StreamPause { get; init; } = TimeSpan.FromMilliseconds(500);

    public TimeSpan StreamPauseLimit { get; init; } = TimeSpan.FromSeconds(10);
}
