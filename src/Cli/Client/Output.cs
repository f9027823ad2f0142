using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace RouterAlertAssurance.Cli.Client;

/// <summary>Prints answers: tables for people, JSON for programs.</summary>
internal static class Output
{
    public static void Json<T>(TextWriter writer, T value, JsonTypeInfo<T> type)
    {
        using var document = JsonSerializer.SerializeToDocument(value, type);
        Indented(writer, document.RootElement);
    }

    public static void JsonText(TextWriter writer, string json)
    {
        using var document = JsonDocument.Parse(json);
        Indented(writer, document.RootElement);
    }

    /// <summary>Columns as wide as their widest cell; nothing is cut.</summary>
    public static void Table(TextWriter writer, IReadOnlyList<string> head, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var widths = head.Select((title, column) => rows.Select(row => row[column].Length).Append(title.Length).Max()).ToArray();
        Row(writer, head, widths);
        foreach (var row in rows)
        {
            Row(writer, row, widths);
        }
    }

    public static string Score(int score) => score < 0 ? "?" : score.ToString(CultureInfo.InvariantCulture);

    public static string Percent(double ratio) => ratio.ToString("P0", CultureInfo.InvariantCulture);

    public static string Age(DateTimeOffset since, DateTimeOffset now)
    {
        var age = now - since;
        return age switch
        {
            { TotalSeconds: < 0 } => "0s",
            { TotalMinutes: < 2 } => $"{(int)age.TotalSeconds}s",
            { TotalHours: < 2 } => $"{(int)age.TotalMinutes}m",
            { TotalDays: < 2 } => $"{(int)age.TotalHours}h",
            _ => $"{(int)age.TotalDays}d",
        };
    }

    private static void Row(TextWriter writer, IReadOnlyList<string> cells, int[] widths) =>
        writer.WriteLine(string.Join("  ", cells.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());

    private static void Indented(TextWriter writer, JsonElement element)
    {
        using var stream = new MemoryStream();
        // For terminals and programs, never inside a web page: a quotation mark or a plus sign stays what it is.
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            element.WriteTo(json);
        }

        writer.WriteLine(System.Text.Encoding.UTF8.GetString(stream.ToArray()));
    }
}
