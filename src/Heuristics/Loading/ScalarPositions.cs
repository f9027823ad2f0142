namespace RouterAlertAssurance.Heuristics.Loading;

/// <summary>
/// Finds the place in the file of a character of a scalar's value. Folding and indentation only change white space, so the n-th visible character
/// of the value is the n-th visible character of the raw text, an escape sequence counting as one.
/// </summary>
internal static class ScalarPositions
{
    public static (int Line, int Column) Locate(SourceScalar scalar, int offset)
    {
        var value = scalar.Value;
        var text = scalar.File.Text;
        var end = Math.Clamp(offset, 0, value.Length);
        var atVisible = end < value.Length && !char.IsWhiteSpace(value[end]);
        var visible = value.AsSpan(0, end).ToString().Count(character => !char.IsWhiteSpace(character));
        var position = ContentStart(scalar);
        for (var seen = 0; seen < visible && position < text.Length; seen++)
        {
            position = SkipWhiteSpace(text, position);
            position += UnitLength(text, position, scalar.Notation);
        }

        // Blanks right before the place are part of the value where the place itself is not visible.
        position = atVisible ? SkipWhiteSpace(text, position) : position + TrailingBlanks(value, end);
        return LineAndColumn(scalar, Math.Min(position, text.Length));
    }

    private static int ContentStart(SourceScalar scalar)
    {
        var text = scalar.File.Text;
        switch (scalar.Notation)
        {
            case ScalarNotation.Plain:
                return scalar.Start;
            case ScalarNotation.Block:
                var lineEnd = text.IndexOf('\n', Math.Min(scalar.Start, text.Length));
                return lineEnd < 0 ? text.Length : lineEnd + 1;
            default:
                return scalar.Start + 1;
        }
    }

    private static int SkipWhiteSpace(string text, int position)
    {
        while (position < text.Length && char.IsWhiteSpace(text[position]))
        {
            position++;
        }

        return position;
    }

    private static int UnitLength(string text, int position, ScalarNotation notation)
    {
        var current = position < text.Length ? text[position] : '\0';
        if (notation == ScalarNotation.SingleQuoted && current == '\'')
        {
            return 2;
        }

        if (notation != ScalarNotation.DoubleQuoted || current != '\\' || position + 1 >= text.Length)
        {
            return 1;
        }

        return text[position + 1] switch { 'x' => 4, 'u' => 6, 'U' => 10, _ => 2 };
    }

    private static int TrailingBlanks(string value, int end)
    {
        var count = 0;
        while (count < end && char.IsWhiteSpace(value[end - 1 - count]))
        {
            count++;
        }

        return count;
    }

    private static (int Line, int Column) LineAndColumn(SourceScalar scalar, int position)
    {
        var line = scalar.Line;
        var column = scalar.Column;
        for (var i = Math.Min(scalar.Start, position); i < position; i++)
        {
            if (scalar.File.Text[i] == '\n')
            {
                line++;
                column = 1;
            }
            else
            {
                column++;
            }
        }

        return (line, column);
    }
}
