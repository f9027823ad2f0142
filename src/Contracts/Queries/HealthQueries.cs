using RouterAlertAssurance.Contracts.Health;

namespace RouterAlertAssurance.Contracts.Queries;

/// <summary>Item of <c>GET /api/v1/services</c> on the collector.</summary>
public sealed record ServiceItem
{
    public string Type { get; init; } = "";

    public string Name { get; init; } = "";

    public int Score { get; init; } = -1;

    public double Coverage { get; init; }

    public DateTimeOffset Since { get; init; }

    /// <summary>Active symptoms of positive weight.</summary>
    public int SymptomCount { get; init; }

    /// <summary>Text of the heaviest primary cause; null when there is none.</summary>
    public string? TopCause { get; init; }

    public bool UnderMaintenance { get; init; }

    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();
}

/// <summary>Item of <c>GET /api/v1/subservices</c>; the full status is at <c>/api/v1/subservices/{type}/{id}</c>.</summary>
public sealed record SubserviceItem
{
    public string Type { get; init; } = "";

    public string Id { get; init; } = "";

    public string Label { get; init; } = "";

    public string? Agent { get; init; }

    public int Score { get; init; } = -1;

    public double Coverage { get; init; }

    public DateTimeOffset Since { get; init; }

    public int SymptomCount { get; init; }

    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();
}

/// <summary>A node with its health; answer of <c>GET /api/v1/services/{type}/{name}/health</c> and <c>GET /api/v1/subservices/{type}/{id}</c>.</summary>
public sealed record NodeHealth
{
    public GraphNode Node { get; init; } = new();

    public HealthStatusDocument Status { get; init; } = new();

    /// <summary>When the owner last reported it; null when it never did.</summary>
    public DateTimeOffset? Reported { get; init; }

    /// <summary>Service instances that depend on it.</summary>
    public IReadOnlyList<SubserviceReference> Services { get; init; } = [];
}

/// <summary>Answer of <c>GET /api/v1/services/{type}/{name}/graph</c>: the service's closed sub-graph with the score of every node. <c>?at=TIME</c> gives the past.</summary>
public sealed record HealthGraph
{
    public long Version { get; init; }

    /// <summary>Since when the graph has this version.</summary>
    public DateTimeOffset From { get; init; }

    /// <summary>Until when it had; null for the current one.</summary>
    public DateTimeOffset? To { get; init; }

    public IReadOnlyList<NodeHealth> Nodes { get; init; } = [];
}

/// <summary>Answer of <c>.../history?from=&amp;to=</c>: scores, symptom episodes and graph versions within a time.</summary>
public sealed record HealthHistory
{
    public DateTimeOffset From { get; init; }

    public DateTimeOffset To { get; init; }

    /// <summary>One point for each change, and one for the value at <see cref="From"/> if known.</summary>
    public IReadOnlyList<ScorePoint> Scores { get; init; } = [];

    public IReadOnlyList<SymptomEpisode> Episodes { get; init; } = [];

    public IReadOnlyList<GraphInterval> Graphs { get; init; } = [];
}

public sealed record ScorePoint(DateTimeOffset Time, int Score, double Coverage);

/// <summary>One occurrence of a symptom, of the node itself or of one it depends on.</summary>
public sealed record SymptomEpisode(SubserviceReference Subservice, SymptomDocument Symptom, Evidence? Evidence);

/// <summary>A version of the graph with its validity interval, and what changed in this service's sub-graph.</summary>
public sealed record GraphInterval(long Version, DateTimeOffset From, DateTimeOffset? To, IReadOnlyList<SubserviceReference> Added, IReadOnlyList<SubserviceReference> Removed);
