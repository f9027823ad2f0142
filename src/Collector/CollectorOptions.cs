namespace RouterAlertAssurance.Collector;

/// <summary>Settings of the collector.</summary>
public sealed class CollectorOptions
{
    /// <summary>Npgsql connection string of the PostgreSQL database; a secret.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>Longest wait for the database before a request is answered with 503; 8 s by default.</summary>
    public TimeSpan DatabaseTimeout { get; set; } = TimeSpan.FromSeconds(8);

    /// <summary>An agent silent for longer has its nodes shown as unknown; 15 s by default.</summary>
    public TimeSpan AgentSilenceLimit { get; set; } = TimeSpan.FromSeconds(15);

    public RetentionOptions Retention { get; set; } = new();
}

/// <summary>How long what was is kept.</summary>
public sealed class RetentionOptions
{
    /// <summary>Changes of scores; 30 days by default.</summary>
    public TimeSpan Scores { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Symptoms that have stopped, with their evidence; 30 days by default.</summary>
    public TimeSpan Symptoms { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Graph versions that were replaced; 30 days by default.</summary>
    public TimeSpan Graphs { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Scores older than this are thinned to the worst and the last of each <see cref="DownsampleStep"/>; 7 days by default.</summary>
    public TimeSpan DownsampleAfter { get; set; } = TimeSpan.FromDays(7);

    /// <summary>5 minutes by default.</summary>
    public TimeSpan DownsampleStep { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Time between two rounds of the cleaner; 10 minutes by default.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(10);
}
