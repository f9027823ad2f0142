using System.Text.Json;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Model.Subservices;
using RouterAlertAssurance.Orchestrator.Network;
using RouterAlertAssurance.Orchestrator.Storage.Entities;

namespace RouterAlertAssurance.Orchestrator.Storage;

/// <summary>Between rows and what they stand for.</summary>
internal static class Rows
{
    public static DeviceRow ToRow(string name, DeviceEntry entry) => new()
    {
        Name = name,
        Definition = JsonSerializer.Serialize(entry.Definition, ContractsJson.Default.DeviceDefinition),
        Etag = entry.Etag,
        Created = entry.Created.ToUniversalTime(),
        Changed = entry.Changed.ToUniversalTime(),
    };

    public static DeviceEntry FromRow(DeviceRow row) =>
        new(Read(row.Definition, ContractsJson.Default.DeviceDefinition), row.Etag, row.Created, row.Changed);

    public static ServiceRow ToRow(ServiceKey key, ServiceEntry entry) => new()
    {
        Type = key.Type,
        Name = key.Name,
        Definition = JsonSerializer.Serialize(entry.Definition, ContractsJson.Default.ServiceDefinition),
        Problems = JsonSerializer.Serialize(entry.Problems, OrchestratorJson.Default.IReadOnlyListDecompositionProblem),
        Etag = entry.Etag,
        Created = entry.Created.ToUniversalTime(),
        Changed = entry.Changed.ToUniversalTime(),
    };

    public static ServiceEntry FromRow(ServiceRow row) => new(
        Read(row.Definition, ContractsJson.Default.ServiceDefinition),
        row.Etag,
        row.Created,
        row.Changed,
        Read(row.Problems, OrchestratorJson.Default.IReadOnlyListDecompositionProblem));

    public static AgentRow ToRow(string id, AgentEntry entry) => new()
    {
        Id = id,
        Registration = JsonSerializer.Serialize(entry.Registration, ContractsJson.Default.AgentRegistration),
        FirstSeen = entry.FirstSeen.ToUniversalTime(),
        LastSeen = entry.LastSeen.ToUniversalTime(),
        AssignedRevision = entry.AssignedRevision,
        AssignmentDigest = entry.AssignmentDigest,
        DeliveredRevision = entry.DeliveredRevision,
        DeliveredRun = entry.DeliveredRun,
    };

    public static AgentEntry FromRow(AgentRow row) => new()
    {
        Registration = Read(row.Registration, ContractsJson.Default.AgentRegistration),
        FirstSeen = row.FirstSeen,
        LastSeen = row.LastSeen,
        AssignedRevision = row.AssignedRevision,
        AssignmentDigest = row.AssignmentDigest,
        DeliveredRevision = row.DeliveredRevision,
        DeliveredRun = row.DeliveredRun,
    };

    public static FactsRow ToRow(string agent, FactsEntry entry) => new()
    {
        AgentId = agent,
        Report = JsonSerializer.Serialize(entry.Report, ContractsJson.Default.FactsReport),
        Received = entry.Received.ToUniversalTime(),
    };

    public static FactsEntry FromRow(FactsRow row) => new(Read(row.Report, ContractsJson.Default.FactsReport), row.Received);

    public static DismissalRow ToRow(string proposal, Dismissal dismissal) => new()
    {
        ProposalId = proposal,
        FactsDigest = dismissal.FactsDigest,
        Reason = dismissal.Reason,
        Dismissed = dismissal.Time.ToUniversalTime(),
    };

    public static Dismissal FromRow(DismissalRow row) => new(row.FactsDigest, row.Reason, row.Dismissed);

    public static GraphNodeRow ToRow(SubserviceId id, GraphNode node) =>
        new() { Type = id.Type, Id = id.Id, Node = JsonSerializer.Serialize(node, OrchestratorJson.Default.GraphNode) };

    public static GraphNode FromRow(GraphNodeRow row) => Read(row.Node, OrchestratorJson.Default.GraphNode);

    public static GraphVersionRow ToRow(GraphVersion version) => new()
    {
        Version = version.Version,
        Time = version.Time.ToUniversalTime(),
        Document = JsonSerializer.Serialize(version, ContractsJson.Default.GraphVersion),
    };

    public static GraphVersion FromRow(GraphVersionRow row) => Read(row.Document, ContractsJson.Default.GraphVersion);

    private static T Read<T>(string json, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(json, type) ?? throw new JsonException("A stored document is null");
}
