using System.Text;
using System.Text.Json;

namespace RouterAlertAssurance.Heuristics.Loading;

/// <summary>Line and column, from 1.</summary>
public readonly record struct DocumentPosition(int Line, int Column);

/// <summary>A YAML document as JSON text.</summary>
/// <param name="JsonText">Null when there are errors.</param>
/// <param name="Positions">Place of each value in the YAML text, by JSON pointer (RFC 6901); one that begins below its key is at the key, the document itself is the empty pointer.</param>
/// <param name="Errors">Why it was refused.</param>
public sealed record YamlConversion(
    string? JsonText, IReadOnlyDictionary<string, DocumentPosition> Positions, IReadOnlyList<PackageError> Errors);

/// <summary>Makes YAML bodies readable for JSON code, with the limits of packages: 1 MiB, depth 32, no anchors, aliases, tags, or repeated keys.</summary>
public static class YamlDocuments
{
    /// <summary>Converts a document whose root is a mapping. Never throws for what the text contains.</summary>
    /// <param name="yaml">The text.</param>
    /// <param name="plainScalarsAreText">
    /// True keeps every scalar a string, for bodies whose fields are all text, so that <c>vni: 100</c> needs no quotes. False takes the JSON schema of
    /// YAML 1.2: unquoted <c>true</c>, <c>false</c>, <c>null</c> and numbers become those.
    /// </param>
    public static YamlConversion ToJson(string yaml, bool plainScalarsAreText = false)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        var errors = new ErrorList();
        var positions = new Dictionary<string, DocumentPosition>(StringComparer.Ordinal);
        var root = YamlReader.Read(new SourceFile("", yaml), errors);
        if (root is not null and not SourceMapping)
        {
            errors.Add(root, $"the document must be a mapping, not {root.Kind}", "such as name: value");
        }

        if (errors.Any || root is null)
        {
            return new YamlConversion(null, positions, errors.Errors);
        }

        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            Write(root, root, "", writer, positions, plainScalarsAreText);
        }

        return new YamlConversion(Encoding.UTF8.GetString(stream.ToArray()), positions, []);
    }

    private static void Write(
        SourceNode node, SourceNode place, string pointer, Utf8JsonWriter writer, Dictionary<string, DocumentPosition> positions, bool text)
    {
        positions[pointer] = new DocumentPosition(place.Line, place.Column);
        switch (node)
        {
            case SourceMapping mapping:
                writer.WriteStartObject();
                foreach (var entry in mapping.Entries)
                {
                    writer.WritePropertyName(entry.Key.Value);
                    // What stands on lines below its key is looked for, and a wrong key is, where the key is.
                    Write(entry.Value, entry.Value.Line == entry.Key.Line ? entry.Value : entry.Key, $"{pointer}/{Escape(entry.Key.Value)}", writer, positions, text);
                }

                writer.WriteEndObject();
                break;
            case SourceSequence sequence:
                writer.WriteStartArray();
                foreach (var (index, item) in sequence.Items.Index())
                {
                    Write(item, item, $"{pointer}/{index}", writer, positions, text);
                }

                writer.WriteEndArray();
                break;
            case SourceScalar scalar:
                WriteScalar(scalar, writer, text);
                break;
        }
    }

    private static void WriteScalar(SourceScalar scalar, Utf8JsonWriter writer, bool text)
    {
        var plain = scalar.Notation == ScalarNotation.Plain;
        switch (scalar.Value)
        {
            case "null" or "~" or "" when plain:
                writer.WriteNullValue();
                break;
            case "true" or "false" when plain && !text:
                writer.WriteBooleanValue(scalar.Value == "true");
                break;
            case var value when plain && !text && IsJsonNumber(value):
                writer.WriteRawValue(value);
                break;
            default:
                writer.WriteStringValue(scalar.Value);
                break;
        }
    }

    // What a JSON reader would not take (1.0.0, 0x10, 007, 1.) is text.
    private static bool IsJsonNumber(string value)
    {
        if (value.Length is 0 or > 30 || !(value[0] == '-' || char.IsAsciiDigit(value[0])))
        {
            return false;
        }

        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(value));
        try
        {
            return reader.Read() && reader.TokenType == JsonTokenType.Number && !reader.Read();
        }
        catch (JsonException)
        {
            // The reader has no other way to say that it is no number.
            return false;
        }
    }

    private static string Escape(string key) => key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
