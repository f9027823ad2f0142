using System.Text.Json;

namespace RouterAlertAssurance.Hosting.Configuration;

/// <summary>Reads the JSON configuration file into keys and values; nested objects make dotted keys. Comments and trailing commas are fine.</summary>
internal static class ConfigurationFile
{
    private const int MaxBytes = 1 << 20;

    public static Dictionary<string, IReadOnlyList<string>> Read(string path, List<ConfigurationError> errors)
    {
        var values = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > MaxBytes })
            {
                errors.Add(new ConfigurationError("config", path, $"the file is larger than {MaxBytes} bytes"));
                return values;
            }

            using var document = JsonDocument.Parse(File.ReadAllBytes(path), new JsonDocumentOptions
            {
                AllowDuplicateProperties = false,
                AllowTrailingCommas = true,
                CommentHandling = JsonCommentHandling.Skip,
                MaxDepth = 16,
            });
            Flatten("", document.RootElement, values, path, errors);
        }
        catch (JsonException malformed)
        {
            var place = $"{path}:{malformed.LineNumber + 1}:{malformed.BytePositionInLine + 1}";
            errors.Add(new ConfigurationError("config", place, Problems.JsonErrors.Describe(malformed).Detail));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            errors.Add(new ConfigurationError("config", path, unreadable.Message));
        }

        return values;
    }

    private static void Flatten(
        string prefix, JsonElement element, Dictionary<string, IReadOnlyList<string>> values, string path, List<ConfigurationError> errors)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    Flatten(prefix.Length == 0 ? property.Name : $"{prefix}.{property.Name}", property.Value, values, path, errors);
                }

                break;
            case var _ when prefix.Length == 0:
                errors.Add(new ConfigurationError("config", path, "expected a JSON object"));
                break;
            case JsonValueKind.Array when element.EnumerateArray().All(IsScalar):
                values[prefix] = [.. element.EnumerateArray().Select(Text)];
                break;
            case JsonValueKind.Array:
                errors.Add(new ConfigurationError(prefix, path, "expected an array of plain values"));
                break;
            case JsonValueKind.Null:
                break;
            default:
                values[prefix] = [Text(element)];
                break;
        }
    }

    private static bool IsScalar(JsonElement element) => element.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False;

    private static string Text(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString()!,
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => element.GetRawText(),
    };
}
