using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.Orchestrator.Api;

namespace RouterAlertAssurance.Orchestrator;

/// <summary>JSON of what is not exchanged as a document of its own: parts that are stored, and answers only this service gives.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(GraphNode))]
[JsonSerializable(typeof(IReadOnlyList<DecompositionProblem>))]
[JsonSerializable(typeof(Page<FactDocument>))]
[JsonSerializable(typeof(LoopProblemDocument))]
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class OrchestratorJson : JsonSerializerContext;
