using RouterAlertAssurance.Contracts.Definitions;

namespace RouterAlertAssurance.Contracts;

/// <summary>Nodes and edges of an assurance graph, without health.</summary>
public sealed record GraphDocument(IReadOnlyList<GraphNode> Nodes);

/// <summary>A node of the assurance graph.</summary>
public sealed record GraphNode
{
    public string Type { get; set; } = "";

    public string Id { get; set; } = "";

    public string Label { get; set; } = "";

    public IReadOnlyDictionary<string, string> Parameters { get; set; } = new Dictionary<string, string>();

    public IReadOnlyList<GraphEdge> Dependencies { get; set; } = [];

    public IReadOnlyList<GraphGroup> Groups { get; set; } = [];

    /// <summary>The agent that owns it; null when none does.</summary>
    public string? Agent { get; set; }

    /// <summary>Labels of a service instance.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; set; } = new Dictionary<string, string>();

    public MaintenanceDocument? Maintenance { get; set; }

    public DateTimeOffset LastChange { get; set; }
}

/// <param name="Type">Target type.</param>
/// <param name="Id">Target identifier.</param>
/// <param name="DependencyType"><c>impacting</c> or <c>informational</c>.</param>
/// <param name="Group">Group name, empty for the implicit group of all.</param>
/// <param name="Transform">What the edge makes of the value passed up, as points <c>0:50 100:100</c>; null for the value as it is.</param>
public sealed record GraphEdge(string Type, string Id, string DependencyType, string Group = "", string? Transform = null);

/// <param name="Name">Unique within the node.</param>
/// <param name="Combination"><c>all</c>, <c>any</c>, <c>at-least</c> or <c>weighted</c>.</param>
/// <param name="Minimum">k of at-least.</param>
public sealed record GraphGroup(string Name, string Combination, int Minimum = 1);

/// <summary>
/// The whole network's assurance graph from a version on; body of <c>PUT /api/v1/graph</c> on the collector, sent by the orchestrator.
/// A version the collector already has is acknowledged again; a difference on a version it does not have is refused with 409.
/// </summary>
public sealed record GraphVersion
{
    public long Version { get; set; }

    public DateTimeOffset Time { get; set; }

    /// <summary>Version this is a difference from; null when <see cref="Upserts"/> is the whole graph.</summary>
    public long? Base { get; set; }

    public IReadOnlyList<GraphNode> Upserts { get; set; } = [];

    public IReadOnlyList<SubserviceReference> Removals { get; set; } = [];

    /// <summary>YANG names of all subservice types in use; null when unchanged since the base.</summary>
    public IReadOnlyList<YangTypeDocument>? Types { get; set; }

    /// <summary>Modules generated from the packages in use; null when unchanged since the base.</summary>
    public IReadOnlyList<YangModuleDocument>? Modules { get; set; }
}

/// <summary>Answer to a graph version: the newest version the collector has.</summary>
public sealed record GraphVersionAnswer(long Version);

/// <summary>How a subservice type is written in YANG; what the collector needs to serve the RFC 9418 tree.</summary>
/// <param name="Type">Type name of the package.</param>
/// <param name="Module">Module that defines identity and parameters.</param>
/// <param name="Identity">Identity derived from <c>subservice-base</c>.</param>
/// <param name="Container">Container of the parameter case.</param>
/// <param name="Parameters">Leaves of the container, in declared order.</param>
public sealed record YangTypeDocument(string Type, string Module, string Identity, string Container, IReadOnlyList<string> Parameters);

/// <summary>A generated YANG module.</summary>
public sealed record YangModuleDocument(string Name, string Revision, string Text);
