using System.Collections.Immutable;
using System.Text;

namespace RouterAlertAssurance.Heuristics.Templates;

internal sealed class TemplateParser
{
    private readonly string _text;
    private readonly ImmutableArray<TemplatePart>.Builder _parts = ImmutableArray.CreateBuilder<TemplatePart>();
    private readonly ImmutableArray<TemplateError>.Builder _errors = ImmutableArray.CreateBuilder<TemplateError>();
    private readonly StringBuilder _literal = new();
    private int _literalStart;
    private int _position;

    private TemplateParser(string text) => _text = text;

    public static (ImmutableArray<TemplatePart> Parts, ImmutableArray<TemplateError> Errors) Parse(string text)
    {
        var parser = new TemplateParser(text);
        while (parser._position < text.Length)
        {
            parser.Step();
        }

        parser.EndLiteral();
        return (parser._parts.ToImmutable(), parser._errors.ToImmutable());
    }

    private void Step()
    {
        var current = _text[_position];
        var doubled = _position + 1 < _text.Length && _text[_position + 1] == current;
        switch (current)
        {
            case '{' or '}' when doubled:
                _literal.Append(current);
                _position += 2;
                break;
            case '{':
                ReadPlace();
                break;
            case '}':
                _errors.Add(new TemplateError(_position++, "'}' without '{'", "write '}}' for the brace itself"));
                break;
            default:
                _literal.Append(current);
                _position++;
                break;
        }
    }

    private void ReadPlace()
    {
        EndLiteral();
        var start = _position + 1;
        var end = EndOfPlace(start);
        if (end < 0)
        {
            _errors.Add(new TemplateError(_position, "'{' is not closed", "write '{{' for the brace itself"));
            _position = _literalStart = _text.Length;
            return;
        }

        _position = _literalStart = end + 1;
        if (start < end && _text[start] == '=')
        {
            _parts.Add(new TemplatePart(TemplatePartKind.Expression, _text[(start + 1)..end], start + 1));
            return;
        }

        var name = _text[start..end];
        if (IsReference(name))
        {
            _parts.Add(new TemplatePart(TemplatePartKind.Reference, name, start));
        }
        else
        {
            _errors.Add(new TemplateError(start, $"'{Suggestions.Shorten(name)}' is not a name", "use {name}, {name.field} or {=expression}"));
        }
    }

    // A brace inside a quoted text of an expression does not end the place.
    private int EndOfPlace(int start)
    {
        var quote = '\0';
        for (var i = start; i < _text.Length; i++)
        {
            var current = _text[i];
            if (quote == '\0' && current == '}')
            {
                return i;
            }

            if (current is '"' or '\'' && _text[start] == '=')
            {
                quote = quote == '\0' ? current : quote == current ? '\0' : quote;
            }
        }

        return -1;
    }

    private void EndLiteral()
    {
        if (_literal.Length > 0)
        {
            _parts.Add(new TemplatePart(TemplatePartKind.Literal, _literal.ToString(), _literalStart));
            _literal.Clear();
        }

        _literalStart = _position;
    }

    private static bool IsReference(string name) =>
        name.Split('.') is { Length: 1 or 2 } segments && segments.All(Names.IsName);
}
