using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Contracts.Definitions;

namespace RouterAlertAssurance.Orchestrator.Network;

/// <summary>A stored device. The entity tag covers the definition.</summary>
internal sealed record DeviceEntry(DeviceDefinition Definition, string Etag, DateTimeOffset Created, DateTimeOffset Changed);

/// <summary>A stored service instance with what its decomposition complains about at present.</summary>
internal sealed record ServiceEntry(
    ServiceDefinition Definition, string Etag, DateTimeOffset Created, DateTimeOffset Changed, IReadOnlyList<DecompositionProblem> Problems)
{
    public ServiceKey Key => new(Definition.Type, Definition.Name);
}

/// <summary>The latest report of an agent.</summary>
internal sealed record FactsEntry(FactsReport Report, DateTimeOffset Received);

/// <summary>A proposal that an operator does not want to see while the facts it rests on stay as they are.</summary>
internal sealed record Dismissal(string FactsDigest, string Reason, DateTimeOffset Time);

/// <summary>An agent that registered, and how far its assignment is.</summary>
internal sealed record AgentEntry
{
    public required AgentRegistration Registration { get; init; }

    public DateTimeOffset FirstSeen { get; init; }

    public DateTimeOffset LastSeen { get; init; }

    /// <summary>Revision of the assignment it shall run; 0 when it never had one.</summary>
    public long AssignedRevision { get; init; }

    /// <summary>Digest of that assignment; a slice with the same digest is not sent again.</summary>
    public string AssignmentDigest { get; init; } = "";

    /// <summary>Revision it took last.</summary>
    public long DeliveredRevision { get; init; }

    /// <summary>The run of the agent that took it; another run gets it again.</summary>
    public string DeliveredRun { get; init; } = "";

    /// <summary>One start of the agent's process.</summary>
    public static string RunOf(AgentRegistration registration) => registration.Started.ToUniversalTime().ToString("O", System.Globalization.CultureInfo.InvariantCulture);
}
