using System.Text.Json;
using System.Text.Json.Serialization;
using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Contracts.Assignments;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Contracts.Health;
using RouterAlertAssurance.Contracts.Live;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.Contracts.RouterAlert;

namespace RouterAlertAssurance.Contracts;

/// <summary>JSON of everything exchanged between services: camelCase names, nulls left out, unknown members refused, depth at most 32.</summary>
/// <remarks>Records have setters, not init accessors: the source generator would lose the default of a member that is absent.</remarks>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    NumberHandling = JsonNumberHandling.Strict,
    PropertyNameCaseInsensitive = false,
    AllowDuplicateProperties = false,
    MaxDepth = 32)]
[JsonSerializable(typeof(DeviceDefinition))]
[JsonSerializable(typeof(Page<DeviceDefinition>))]
[JsonSerializable(typeof(ServiceDefinition))]
[JsonSerializable(typeof(StoredService))]
[JsonSerializable(typeof(Page<StoredService>))]
[JsonSerializable(typeof(DryRunAnswer))]
[JsonSerializable(typeof(ProposalItem))]
[JsonSerializable(typeof(Page<ProposalItem>))]
[JsonSerializable(typeof(ProposalAcceptance))]
[JsonSerializable(typeof(ProposalDismissal))]
[JsonSerializable(typeof(PackageSummary))]
[JsonSerializable(typeof(Page<PackageSummary>))]
[JsonSerializable(typeof(PackageReloadAnswer))]
[JsonSerializable(typeof(PackageContent))]
[JsonSerializable(typeof(AgentRegistration))]
[JsonSerializable(typeof(AgentRegistrationAnswer))]
[JsonSerializable(typeof(AgentItem))]
[JsonSerializable(typeof(Page<AgentItem>))]
[JsonSerializable(typeof(FactsReport))]
[JsonSerializable(typeof(AgentAssignment))]
[JsonSerializable(typeof(AssignmentAnswer))]
[JsonSerializable(typeof(HealthBatch))]
[JsonSerializable(typeof(HealthBatchAnswer))]
[JsonSerializable(typeof(GraphVersion))]
[JsonSerializable(typeof(GraphVersionAnswer))]
[JsonSerializable(typeof(GraphDocument))]
[JsonSerializable(typeof(Page<ServiceItem>))]
[JsonSerializable(typeof(Page<SubserviceItem>))]
[JsonSerializable(typeof(NodeHealth))]
[JsonSerializable(typeof(HealthGraph))]
[JsonSerializable(typeof(HealthHistory))]
[JsonSerializable(typeof(HealthAccount))]
[JsonSerializable(typeof(LiveAccount))]
[JsonSerializable(typeof(LiveEvent))]
[JsonSerializable(typeof(RouterAlertDocument))]
public sealed partial class ContractsJson : JsonSerializerContext;
