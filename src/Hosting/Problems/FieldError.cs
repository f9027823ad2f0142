using System.Text.Json.Serialization;

namespace RouterAlertAssurance.Hosting.Problems;

/// <summary>One wrong place in a request.</summary>
/// <param name="Pointer">The place, as a JSON pointer (RFC 6901) into the body; empty for the whole body, <c>?name</c> for a query parameter.</param>
/// <param name="Detail">What is wrong there, for a human.</param>
/// <param name="Line">The line in the body, from 1, when known.</param>
/// <param name="Column">The column in the line, from 1 (in bytes for JSON), when known.</param>
public sealed record FieldError(
    string Pointer,
    string Detail,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Line = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Column = null);
