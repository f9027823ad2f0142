using System.Globalization;
using System.Text.Json;

namespace RouterAlertAssurance.Hosting.Problems;

/// <summary>Finds where in a JSON text a pointer (RFC 6901) leads.</summary>
public static class JsonPositions
{
    /// <summary>The error with line and column filled in, when it has none and its pointer leads to something in the text.</summary>
    public static FieldError Place(FieldError error, ReadOnlySpan<byte> utf8)
    {
        ArgumentNullException.ThrowIfNull(error);
        return error.Line is null && Find(utf8, error.Pointer) is { } place ? error with { Line = place.Line, Column = place.Column } : error;
    }

    /// <summary>Line and column, from 1 and in bytes, of the value; null when the text is malformed or has no such value.</summary>
    public static (int Line, int Column)? Find(ReadOnlySpan<byte> utf8, string pointer)
    {
        ArgumentNullException.ThrowIfNull(pointer);
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = RequestBody.MaxDepth });
        try
        {
            if (!reader.Read())
            {
                return null;
            }

            foreach (var segment in pointer.Split('/').Skip(1))
            {
                if (!Enter(ref reader, segment.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)))
                {
                    return null;
                }
            }
        }
        catch (JsonException)
        {
            // Malformed before the value is reached: the reader of the body has already said so with a position of its own.
            return null;
        }

        return ToLine(utf8[..(int)reader.TokenStartIndex]);
    }

    private static bool Enter(ref Utf8JsonReader reader, string segment)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var found = reader.ValueTextEquals(segment);
                reader.Read();
                if (found)
                {
                    return true;
                }

                reader.Skip();
            }
        }
        else if (reader.TokenType == JsonTokenType.StartArray && int.TryParse(segment, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (index-- == 0)
                {
                    return true;
                }

                reader.Skip();
            }
        }

        return false;
    }

    private static (int Line, int Column) ToLine(ReadOnlySpan<byte> before) =>
        (before.Count((byte)'\n') + 1, before.Length - before.LastIndexOf((byte)'\n'));
}
