using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace RouterAlertAssurance.Hosting.Problems;

/// <summary>Says what a type takes at a place, in the words of JSON.</summary>
internal static class JsonExpectation
{
    private static readonly Dictionary<Type, string> Scalars = new()
    {
        [typeof(string)] = "a string",
        [typeof(bool)] = "true or false",
        [typeof(byte)] = "an integer from 0 to 255",
        [typeof(ushort)] = "an integer from 0 to 65535",
        [typeof(short)] = "an integer",
        [typeof(int)] = "an integer",
        [typeof(long)] = "an integer",
        [typeof(uint)] = "a non-negative integer",
        [typeof(ulong)] = "a non-negative integer",
        [typeof(float)] = "a number",
        [typeof(double)] = "a number",
        [typeof(decimal)] = "a number",
        [typeof(DateTimeOffset)] = "a date and time such as 2025-01-31T12:00:00Z",
        [typeof(TimeSpan)] = "a duration such as 00:00:30",
        [typeof(Guid)] = "a UUID",
        [typeof(Uri)] = "a URI",
    };

    /// <summary>What is expected where the pointer leads, or null when the type does not tell.</summary>
    public static string? At(JsonTypeInfo root, string pointer)
    {
        var type = root;
        foreach (var segment in pointer.Split('/').Skip(1))
        {
            var next = type.Kind == JsonTypeInfoKind.Object ? type.Properties.FirstOrDefault(property => property.Name == Unescape(segment))?.PropertyType : type.ElementType;
            if (next is null || !type.Options.TryGetTypeInfo(Plain(next), out type!))
            {
                return next is null ? null : Scalars.GetValueOrDefault(Plain(next));
            }
        }

        return Describe(type);
    }

    private static string? Describe(JsonTypeInfo type) => type.Kind switch
    {
        JsonTypeInfoKind.Object or JsonTypeInfoKind.Dictionary => "an object",
        JsonTypeInfoKind.Enumerable => "an array",
        _ when Scalars.TryGetValue(Plain(type.Type), out var scalar) => scalar,
        _ when type.Type.IsEnum => "one of " + string.Join(", ", NamesOf(type)),
        _ => null,
    };

    // Through the serializer: it knows the naming policy.
    private static IEnumerable<string> NamesOf(JsonTypeInfo type)
    {
        foreach (var value in Enum.GetValuesAsUnderlyingType(type.Type))
        {
            yield return JsonSerializer.Serialize(Enum.ToObject(type.Type, value), type).Trim('"');
        }
    }

    private static Type Plain(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    private static string Unescape(string segment) => segment.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}
