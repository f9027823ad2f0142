using RouterAlertAssurance.Hosting.Endpoints;

namespace RouterAlertAssurance.Orchestrator;

/// <summary>What the orchestrator needs to know to run.</summary>
public sealed record OrchestratorOptions
{
    /// <summary>PostgreSQL, in Npgsql's notation. Secret.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>Where graph versions are sent; null when there is no collector.</summary>
    public ServiceEndpoint? Collector { get; init; }

    /// <summary>Folder with one folder for each heuristic package.</summary>
    public required string PackageDirectory { get; init; }

    /// <summary>How long facts must be quiet before services are decomposed again; they wait at most four times as long.</summary>
    public TimeSpan FactsDebounce { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How often agents are asked to register again.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Silence after which an agent is not shown as alive any more.</summary>
    public TimeSpan AgentSilence { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>First waiting time after an attempt that failed: database, agent, collector.</summary>
    public TimeSpan ShortestRetry { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Longest such waiting time.</summary>
    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often the collector is asked whether it still has the newest graph version.</summary>
    public TimeSpan CollectorCheck { get; init; } = TimeSpan.FromSeconds(15);
}
