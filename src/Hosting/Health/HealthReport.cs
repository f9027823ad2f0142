using System.Text.Json.Serialization;

namespace RouterAlertAssurance.Hosting.Health;

/// <summary>The answer of <c>/health/live</c> and <c>/health/ready</c>.</summary>
/// <param name="Status"><c>ok</c>, or <c>failed</c> when a check failed.</param>
/// <param name="Checks">Each check.</param>
public sealed record HealthReport(string Status, IReadOnlyList<HealthReportCheck> Checks)
{
    /// <summary>The status of what is well.</summary>
    public const string Ok = "ok";

    /// <summary>The status of what is not.</summary>
    public const string Failed = "failed";
}

/// <summary>One check of a <see cref="HealthReport"/>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Status"><c>ok</c> or <c>failed</c>.</param>
/// <param name="Detail">What is missing, or what was found.</param>
public sealed record HealthReportCheck(
    string Name,
    string Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Detail);

/// <summary>Name and version of a service.</summary>
/// <param name="Service">The name of the service.</param>
/// <param name="Version">The version of the product.</param>
public sealed record VersionReport(string Service, string Version);

/// <summary>The JSON form of the reports, for servers and for clients that read them.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HealthReport))]
[JsonSerializable(typeof(VersionReport))]
public sealed partial class HealthJsonContext : JsonSerializerContext;
