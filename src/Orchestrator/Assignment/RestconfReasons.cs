using System.Text.Json;

namespace RouterAlertAssurance.Orchestrator.Assignment;

/// <summary>The first message of a RESTCONF error body (RFC 8040, section 7.1).</summary>
internal static class RestconfReasons
{
    private const int Longest = 500;

    private static readonly string[] Members = ["error-tag", "error-path", "error-message"];

    public static string? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.TryGetProperty("ietf-restconf:errors", out var errors)
                && errors.TryGetProperty("error", out var list)
                && list.EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.Object } first
                ? Text(first)
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Not an error body after all: the status says what is known.
            return null;
        }
    }

    private static string Text(JsonElement error)
    {
        var text = string.Join(' ', Members
            .Select(name => error.TryGetProperty(name, out var value) ? value.ToString() : "")
            .Where(part => part.Length > 0));
        return text.Length <= Longest ? text : string.Concat(text.AsSpan(0, Longest), "…");
    }
}
