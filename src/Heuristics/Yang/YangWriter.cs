using System.Text;

namespace RouterAlertAssurance.Heuristics.Yang;

/// <summary>Indentation, braces and folded strings.</summary>
internal sealed class YangWriter
{
    private const int Width = 72;

    private readonly StringBuilder _text = new();
    private int _depth;

    public void Open(string statement)
    {
        Line(statement + " {");
        _depth++;
    }

    public void Close()
    {
        _depth--;
        Line("}");
    }

    public void Blank() => _text.Append('\n');

    public void Line(string text) => _text.Append(' ', _depth * 2).Append(text).Append('\n');

    /// <summary>A statement with a text argument on lines of its own, folded at white space.</summary>
    public void Text(string keyword, string text)
    {
        Line(keyword);
        var line = new StringBuilder("  \"");
        foreach (var word in Escape(text).Split((char[])[' ', '\n', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 3 && (_depth * 2) + line.Length + 1 + word.Length > Width)
            {
                Line(line.ToString());
                line.Clear().Append("   ").Append(word);
            }
            else
            {
                line.Append(line.Length > 3 ? " " : "").Append(word);
            }
        }

        Line(line.Append("\";").ToString());
    }

    public override string ToString() => _text.ToString();

    public static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}
