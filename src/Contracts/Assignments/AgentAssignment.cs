using RouterAlertAssurance.Contracts.Definitions;

namespace RouterAlertAssurance.Contracts.Assignments;

/// <summary>
/// What an agent needs beside the RFC 9418 configuration; body of <c>PUT /api/v1/assignment</c> on an agent, sent before the subservices that need it.
/// </summary>
public sealed record AgentAssignment
{
    /// <summary>Grows with every change; an agent refuses an older one.</summary>
    public long Revision { get; set; }

    public IReadOnlyList<PackageReference> Packages { get; set; } = [];

    /// <summary>Devices whose metrics this agent reads, with the characteristics that choose implementations.</summary>
    public IReadOnlyList<DeviceDefinition> Devices { get; set; } = [];

    /// <summary>
    /// Definitions of the service instances that are owned here: their parameters bind the inputs of the service nodes, which in RFC 9418 carry
    /// only service and instance name.
    /// </summary>
    public IReadOnlyList<ServiceDefinition> Services { get; set; } = [];

    /// <summary>Nodes of the slice that another agent owns: shadow nodes. Every other node is owned here.</summary>
    public IReadOnlyList<ShadowOwner> Shadows { get; set; } = [];

    /// <summary>Where the owners of shadow nodes are reached.</summary>
    public IReadOnlyList<AgentPeer> Peers { get; set; } = [];

    /// <summary>Threshold profile by node; nodes not named use the defaults.</summary>
    public IReadOnlyList<NodeProfile> Profiles { get; set; } = [];

    /// <summary>Thresholds that intents of services set, in place of the profile's and the default.</summary>
    public IReadOnlyList<NodeThreshold> Thresholds { get; set; } = [];

    /// <summary>Nodes evaluated on the monitoring level advanced; all others are on basic.</summary>
    public IReadOnlyList<SubserviceReference> Advanced { get; set; } = [];

    /// <summary>Probes that this agent sends.</summary>
    public IReadOnlyList<ProbeTask> Probes { get; set; } = [];

    /// <summary>Probes that this agent answers.</summary>
    public IReadOnlyList<ProbeTask> Responses { get; set; } = [];
}

public sealed record PackageReference(string Name, string Version, string Digest);

public sealed record ShadowOwner(string Type, string Id, string Agent);

public sealed record AgentPeer(string Agent, string Endpoint);

public sealed record NodeProfile(string Type, string Id, string Profile);

/// <summary>The value of one threshold of one node.</summary>
/// <param name="Type">Type of the node.</param>
/// <param name="Id">Its identifier.</param>
/// <param name="Threshold">Name of the threshold in the type.</param>
/// <param name="Value">Its value, in <paramref name="Unit"/>.</param>
/// <param name="Unit">The unit the package gives the threshold; empty for plain numbers.</param>
public sealed record NodeThreshold(string Type, string Id, string Threshold, double Value, string Unit);

/// <summary>Answer to an assignment: what the agent still lacks before it can take the subservices.</summary>
public sealed record AssignmentAnswer(long Revision, IReadOnlyList<PackageReference> MissingPackages);
