namespace RouterAlertAssurance.Expressions.Syntax;

/// <summary>The text of an expression with its lines.</summary>
internal sealed class SourceText
{
    private const int LongestQuote = 40;
    private readonly List<int> _lineStarts = [0];

    public SourceText(string text)
    {
        Text = text;
        for (var i = 0; i < text.Length; i++)
        {
            var isCrLf = text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n';
            if (text[i] is '\n' or '\r' && !isCrLf)
            {
                _lineStarts.Add(i + 1);
            }
        }
    }

    public string Text { get; }

    public SourcePosition PositionAt(int offset)
    {
        var found = _lineStarts.BinarySearch(offset);
        var line = found >= 0 ? found : ~found - 1;
        return new SourcePosition(offset, line + 1, offset - _lineStarts[line] + 1);
    }

    /// <summary>The text of a node as it was written.</summary>
    public string Slice(SyntaxNode node) => Text.Substring(node.Position.Offset, node.Length);

    /// <summary>The text of a node for a message: one line, shortened.</summary>
    public string Quote(SyntaxNode node) => Quote(node.Position.Offset, node.Length);

    public string Quote(int offset, int length) => Quote(Text.Substring(offset, length));

    public static string Quote(string text)
    {
        var shown = text.Length <= LongestQuote ? text : text[..LongestQuote] + "...";
        return "'" + string.Concat(shown.Select(Show)) + "'";
    }

    private static string Show(char c) =>
        char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' ? $"\\u{(int)c:x4}" : c.ToString();
}
