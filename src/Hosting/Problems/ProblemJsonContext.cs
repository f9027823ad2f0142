using System.Text.Json.Serialization;

namespace RouterAlertAssurance.Hosting.Problems;

/// <summary>The JSON form of problems, for servers and for clients that read them.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ProblemDocument))]
public sealed partial class ProblemJsonContext : JsonSerializerContext;
