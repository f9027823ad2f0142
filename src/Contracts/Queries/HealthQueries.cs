using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Contracts.Health;

namespace RouterAlertAssurance.Contracts.Queries;

/// <summary>Item of <c>GET /api/v1/services</c> on the collector.</summary>
public sealed record ServiceItem
{
    public string Type { get; set; } = "";

    public string Name { get; set; } = "";

    public int Score { get; set; } = -1;

    public double Coverage { get; set; }

    public DateTimeOffset Since { get; set; }

    /// <summary>Active symptoms of positive weight.</summary>
    public int SymptomCount { get; set; }

    /// <summary>Text of the heaviest primary cause; null when there is none.</summary>
    public string? TopCause { get; set; }

    public bool UnderMaintenance { get; set; }

    public IReadOnlyDictionary<string, string> Labels { get; set; } = new Dictionary<string, string>();

    /// <summary>Not from the collector: whoever asks the orchestrator too fills it in (<see cref="DriftStates.WithScore"/>).</summary>
    public DriftDocument? Drift { get; set; }
}

/// <summary>Item of <c>GET /api/v1/subservices</c>; the full status is at <c>/api/v1/subservices/{type}/{id}</c>.</summary>
public sealed record SubserviceItem
{
    public string Type { get; set; } = "";

    public string Id { get; set; } = "";

    public string Label { get; set; } = "";

    public string? Agent { get; set; }

    public int Score { get; set; } = -1;

    public double Coverage { get; set; }

    public DateTimeOffset Since { get; set; }

    public int SymptomCount { get; set; }

    public IReadOnlyDictionary<string, string> Parameters { get; set; } = new Dictionary<string, string>();
}

/// <summary>A node with its health; answer of <c>GET /api/v1/services/{type}/{name}/health</c> and <c>GET /api/v1/subservices/{type}/{id}</c>.</summary>
public sealed record NodeHealth
{
    public GraphNode Node { get; set; } = new();

    public HealthStatusDocument Status { get; set; } = new();

    /// <summary>When the owner last reported it; null when it never did.</summary>
    public DateTimeOffset? Reported { get; set; }

    /// <summary>Service instances that depend on it.</summary>
    public IReadOnlyList<SubserviceReference> Services { get; set; } = [];

    /// <summary>Not from the collector: whoever asks the orchestrator too fills it in (<see cref="DriftStates.WithScore"/>).</summary>
    public DriftDocument? Drift { get; set; }
}

/// <summary>Answer of <c>GET /api/v1/services/{type}/{name}/graph</c>: the service's closed sub-graph with the score of every node. <c>?at=TIME</c> gives the past.</summary>
public sealed record HealthGraph
{
    public long Version { get; set; }

    /// <summary>Since when the graph has this version.</summary>
    public DateTimeOffset From { get; set; }

    /// <summary>Until when it had; null for the current one.</summary>
    public DateTimeOffset? To { get; set; }

    public IReadOnlyList<NodeHealth> Nodes { get; set; } = [];
}

/// <summary>Answer of <c>.../history?from=&amp;to=</c>: scores, symptom episodes and graph versions within a time.</summary>
public sealed record HealthHistory
{
    public DateTimeOffset From { get; set; }

    public DateTimeOffset To { get; set; }

    /// <summary>One point for each change, and one for the value at <see cref="From"/> if known.</summary>
    public IReadOnlyList<ScorePoint> Scores { get; set; } = [];

    public IReadOnlyList<SymptomEpisode> Episodes { get; set; } = [];

    public IReadOnlyList<GraphInterval> Graphs { get; set; } = [];
}

public sealed record ScorePoint(DateTimeOffset Time, int Score, double Coverage);

/// <summary>One occurrence of a symptom, of the node itself or of one it depends on.</summary>
public sealed record SymptomEpisode(SubserviceReference Subservice, SymptomDocument Symptom, Evidence? Evidence);

/// <summary>A version of the graph with its validity interval, and what changed in this service's sub-graph.</summary>
public sealed record GraphInterval(long Version, DateTimeOffset From, DateTimeOffset? To, IReadOnlyList<SubserviceReference> Added, IReadOnlyList<SubserviceReference> Removed);
