using System.Text.Json;

namespace RouterAlertAssurance.Orchestrator.Api;

/// <summary>Finds strings that are valid JSON and no text: an escape of half a surrogate pair, which neither .NET nor PostgreSQL takes.</summary>
internal static class UnpairedSurrogates
{
    public static void Find(JsonElement element, string pointer, ErrorList errors)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    FindIn(property, pointer, errors);
                }

                break;
            case JsonValueKind.Array:
                var index = 0;
                foreach (var item in element.EnumerateArray())
                {
                    Find(item, $"{pointer}/{index++}", errors);
                }

                break;
            case JsonValueKind.String when Read(element.GetString) is null:
                errors.Add(pointer, "the string holds half of a surrogate pair");
                break;
            default:
                break;
        }
    }

    private static void FindIn(JsonProperty property, string pointer, ErrorList errors)
    {
        if (Read(() => property.Name) is { } name)
        {
            Find(property.Value, ErrorList.Append(pointer, name), errors);
        }
        else
        {
            errors.Add(pointer, "a name holds half of a surrogate pair");
        }
    }

    private static string? Read(Func<string?> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            // The only way System.Text.Json tells of it.
            return null;
        }
    }
}
