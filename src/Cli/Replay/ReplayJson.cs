using System.Text.Json;
using System.Text.Json.Serialization;
using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Contracts.Queries;

namespace RouterAlertAssurance.Cli.Replay;

/// <summary>JSON of samples; members that a newer agent adds are passed over.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RecordedSample))]
[JsonSerializable(typeof(Page<RecordedSample>))]
[JsonSerializable(typeof(Page<FactDocument>))]
[JsonSerializable(typeof(ReplayAnswer))]
internal sealed partial class ReplayJson : JsonSerializerContext;
