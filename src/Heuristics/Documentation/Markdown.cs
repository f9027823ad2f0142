using System.Globalization;
using System.Text;

namespace RouterAlertAssurance.Heuristics.Documentation;

/// <summary>The few forms the page is made of.</summary>
internal static class Markdown
{
    public static string Code(string text) => text.Contains('`', StringComparison.Ordinal) ? $"`` {text} ``" : $"`{text}`";

    public static void Paragraph(StringBuilder page, string text)
    {
        if (text.Length > 0)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n{OneLine(text)}\n");
        }
    }

    /// <summary>Nothing where there are no rows.</summary>
    public static void Table(StringBuilder page, IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows)
    {
        var lines = rows.Select(row => $"| {string.Join(" | ", row.Select(Cell))} |\n").ToList();
        if (lines.Count > 0)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n| {string.Join(" | ", head)} |\n|{string.Concat(Enumerable.Repeat("---|", head.Count))}\n").AppendJoin("", lines);
        }
    }

    public static void List(StringBuilder page, string title, IEnumerable<string> items)
    {
        var lines = items.Select(item => $"- {OneLine(item)}\n").ToList();
        if (lines.Count > 0)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n{title}\n\n").AppendJoin("", lines);
        }
    }

    public static void NotSupported(StringBuilder page, IEnumerable<string> items) => List(page, "Not supported on:", items);

    /// <summary><c>500ms</c>, <c>2s</c>.</summary>
    public static string Duration(TimeSpan time) =>
        time < TimeSpan.FromSeconds(1) && time > TimeSpan.Zero
            ? $"{time.TotalMilliseconds.ToString(CultureInfo.InvariantCulture)}ms"
            : $"{time.TotalSeconds.ToString(CultureInfo.InvariantCulture)}s";

    private static string Cell(string text) => OneLine(text).Replace("|", "\\|", StringComparison.Ordinal);

    private static string OneLine(string text) => string.Join(' ', text.Split((char[])[' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries));
}
