namespace RouterAlertAssurance.Contracts.Definitions;

/// <summary>A service instance as the operator defines it; body of <c>PUT /api/v1/services/{type}/{name}</c>.</summary>
public sealed record ServiceDefinition
{
    public string Type { get; set; } = "";

    public string Name { get; set; } = "";

    public IReadOnlyDictionary<string, string> Parameters { get; set; } = new Dictionary<string, string>();

    /// <summary>Threshold profile such as <c>gold</c>; null for the defaults.</summary>
    public string? Profile { get; set; }

    /// <summary>What is promised of this instance, such as <c>latency: 20 ms</c>; the service type says which names it takes.</summary>
    public IReadOnlyDictionary<string, string> Intent { get; set; } = new Dictionary<string, string>();

    /// <summary>Monitoring level, <c>basic</c> or <c>advanced</c>; null for basic.</summary>
    public string? Level { get; set; }

    public IReadOnlyDictionary<string, string> Labels { get; set; } = new Dictionary<string, string>();

    public MaintenanceDocument? Maintenance { get; set; }
}

/// <summary>A stored definition with its entity tag and times; answer of GET.</summary>
/// <param name="Definition">As the operator gave it.</param>
/// <param name="Etag">Entity tag of the answer.</param>
/// <param name="Created">When it was defined first.</param>
/// <param name="Changed">When it was changed last.</param>
/// <param name="Problems">What could not be decomposed.</param>
/// <param name="Notices">What the operator should know although nothing is missing, such as a stricter intent of another service at a shared node.</param>
/// <param name="Drift">How the definition and what devices have configured differ; null where the service type does not say what configured means.</param>
public sealed record StoredService(
    ServiceDefinition Definition,
    string Etag,
    DateTimeOffset Created,
    DateTimeOffset Changed,
    IReadOnlyList<DecompositionProblem> Problems,
    IReadOnlyList<DecompositionProblem> Notices,
    DriftDocument? Drift = null);

/// <summary>Why a part of a definition could not be decomposed yet, such as an unknown device or a fact not reported; or a notice about a node.</summary>
public sealed record DecompositionProblem(string Node, string Detail);

/// <summary>Answer of a dry run: the graph the service would have and how the network's graph would change.</summary>
public sealed record DryRunAnswer(GraphDocument Graph, GraphDifference Difference, IReadOnlyList<DecompositionProblem> Problems);

/// <summary>How a graph would change.</summary>
public sealed record GraphDifference(
    IReadOnlyList<SubserviceReference> Added, IReadOnlyList<SubserviceReference> Changed, IReadOnlyList<SubserviceReference> Removed);
