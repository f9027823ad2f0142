using System.Text.Json.Serialization;

namespace RouterAlertAssurance.Hosting.Problems;

/// <summary>The body of an error (RFC 9457, section 3), with the extension <c>errors</c>.</summary>
public sealed record ProblemDocument
{
    /// <summary>The type of most problems: nothing more to say than the status.</summary>
    public const string Blank = "about:blank";

    /// <summary>A URI that names the kind of problem.</summary>
    public string Type { get; init; } = Blank;

    /// <summary>A short summary of the kind of problem.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status code.</summary>
    public required int Status { get; init; }

    /// <summary>What happened this time, and what to do about it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Detail { get; init; }

    /// <summary>The path of the request.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Instance { get; init; }

    /// <summary>What to look for in the log, given only with a fault of the service.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TraceId { get; init; }

    /// <summary>The wrong places in the request, all of them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<FieldError>? Errors { get; init; }
}
