using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace RouterAlertAssurance.Collector.History;

/// <summary>Documents in jsonb columns: the same JSON as on the wire.</summary>
internal static class StoredJson
{
    public static string Write<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.Serialize(value, type);

    public static string? WriteOptional<T>(T? value, JsonTypeInfo<T> type)
        where T : class => value is null ? null : JsonSerializer.Serialize(value, type);

    public static T Read<T>(string text, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(text, type) ?? throw new JsonException($"A stored {typeof(T).Name} is null.");

    public static T? ReadOptional<T>(string? text, JsonTypeInfo<T> type)
        where T : class => text is null ? null : JsonSerializer.Deserialize(text, type);
}
