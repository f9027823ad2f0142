using System.Text.Json.Nodes;

namespace RouterAlertAssurance.Yang.Restconf;

/// <summary>One entry of <c>ietf-restconf:errors</c> (RFC 8040, section 7.1).</summary>
/// <param name="Status">HTTP status that goes with it (RFC 8040, section 7).</param>
/// <param name="Tag">error-tag, such as <c>invalid-value</c>.</param>
/// <param name="Message">For people: what is wrong, where, what would be right.</param>
/// <param name="Path">Instance identifier of the node, if there is one.</param>
/// <param name="Type">error-type: <c>transport</c>, <c>rpc</c>, <c>protocol</c> or <c>application</c>.</param>
public sealed record RestconfError(int Status, string Tag, string Message, string? Path = null, string Type = "protocol")
{
    public const string MediaType = "application/yang-data+json";

    public static RestconfError InvalidValue(string message, string? path = null) => new(400, "invalid-value", message, path);

    public static RestconfError UnknownElement(string message, string? path = null) => new(400, "unknown-element", message, path);

    public static RestconfError MissingElement(string message, string? path = null) => new(400, "missing-element", message, path);

    public static RestconfError MalformedMessage(string message) => new(400, "malformed-message", message);

    /// <summary>The resource of a GET does not exist (RFC 8040, section 7: invalid-value with 404).</summary>
    public static RestconfError NotFound(string message, string? path = null) => new(404, "invalid-value", message, path);

    /// <summary>A leafref has no target, or a list entry to act on is absent.</summary>
    public static RestconfError DataMissing(string message, string? path = null) => new(409, "data-missing", message, path, "application");

    public static RestconfError OperationNotSupported(string message) => new(405, "operation-not-supported", message);

    public static RestconfError OperationFailed(string message, string? path = null) => new(409, "operation-failed", message, path, "application");

    /// <summary>The body of an error answer.</summary>
    public static JsonObject Body(IEnumerable<RestconfError> errors) =>
        new()
        {
            ["ietf-restconf:errors"] = new JsonObject { ["error"] = new JsonArray([.. errors.Select(error => error.ToJson())]) },
        };

    private JsonObject ToJson()
    {
        var json = new JsonObject { ["error-type"] = Type, ["error-tag"] = Tag };
        if (Path is not null)
        {
            json["error-path"] = Path;
        }

        json["error-message"] = Message;
        return json;
    }
}
