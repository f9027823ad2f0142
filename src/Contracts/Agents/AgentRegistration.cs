namespace RouterAlertAssurance.Contracts.Agents;

/// <summary>What an agent says of itself; body of <c>PUT /api/v1/agents/{id}</c>, sent at start and as heartbeat.</summary>
public sealed record AgentRegistration
{
    public string Id { get; set; } = "";

    /// <summary>Where the orchestrator and other agents reach it: <c>unix:/path</c> or <c>http://host:port</c>.</summary>
    public string Endpoint { get; set; } = "";

    /// <summary>Names of the devices it can observe.</summary>
    public IReadOnlyList<string> Devices { get; set; } = [];

    public string Version { get; set; } = "";

    public DateTimeOffset Started { get; set; }

    /// <summary>Metric sources that work here, with the reason where one does not.</summary>
    public IReadOnlyList<SourceState> Sources { get; set; } = [];

    /// <summary>Revision of the assignment it runs; 0 when it has none.</summary>
    public long AssignmentRevision { get; set; }

    /// <summary>Health events not yet acknowledged by the collector.</summary>
    public long SpoolLength { get; set; }
}

/// <summary>A metric source of an agent.</summary>
public sealed record SourceState(string Name, bool Works, string? Reason);

/// <summary>Answer to a registration.</summary>
/// <param name="HeartbeatSeconds">Time until the next registration is expected.</param>
/// <param name="FactsWanted">The orchestrator has no facts of this agent and asks for a full report.</param>
public sealed record AgentRegistrationAnswer(int HeartbeatSeconds, bool FactsWanted);

/// <summary>An agent as the orchestrator sees it; item of <c>GET /api/v1/agents</c>.</summary>
public sealed record AgentItem(
    AgentRegistration Registration, bool Alive, DateTimeOffset LastSeen, long AssignedRevision, int AssignedNodes, int OwnedNodes, string? LastError);

/// <summary>Everything an agent found on its devices; body of <c>PUT /api/v1/agents/{id}/facts</c>. Replaces its earlier report.</summary>
public sealed record FactsReport(string AgentId, long Revision, DateTimeOffset Observed, IReadOnlyList<FactDocument> Facts);

/// <summary>One row of a relation.</summary>
public sealed record FactDocument(string Relation, IReadOnlyDictionary<string, string> Fields);
