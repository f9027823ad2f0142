using System.Globalization;

namespace RouterAlertAssurance.Expressions.Syntax;

/// <summary>Cuts a text into tokens. What cannot be a token is reported and left out, so the parser sees only tokens it knows.</summary>
internal sealed class Lexer(SourceText source, ErrorList errors)
{
    private readonly string _text = source.Text;
    private readonly List<Token> _tokens = [];
    private int _at;

    /// <summary>The tokens of the text, closed by one of kind <see cref="TokenKind.End"/>.</summary>
    public static List<Token> Read(SourceText source, ErrorList errors)
    {
        var lexer = new Lexer(source, errors);
        while (lexer.SkipBlanks())
        {
            lexer.ReadToken();
        }

        lexer._tokens.Add(new Token(TokenKind.End, source.Text.Length, 0));
        return lexer._tokens;
    }

    private char Peek(int ahead = 0) => _at + ahead < _text.Length ? _text[_at + ahead] : '\0';

    private bool SkipBlanks()
    {
        while (_at < _text.Length && (char.IsWhiteSpace(_text[_at]) || _text[_at] == '#'))
        {
            if (_text[_at] == '#')
            {
                SkipComment();
            }
            else
            {
                _at++;
            }
        }

        return _at < _text.Length;
    }

    private void SkipComment()
    {
        while (_at < _text.Length && _text[_at] is not ('\n' or '\r'))
        {
            _at++;
        }
    }

    private void ReadToken()
    {
        var c = Peek();
        if (char.IsAsciiLetter(c) || c == '_')
        {
            ReadName();
        }
        else if (char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(Peek(1))))
        {
            ReadNumber();
        }
        else if (c is '"' or '\'')
        {
            ReadText(c);
        }
        else if (!ReadSymbol())
        {
            ReadUnknown();
        }
    }

    private void Add(TokenKind kind, int start, string text = "", double number = 0) =>
        _tokens.Add(new Token(kind, start, _at - start, text, number));

    // A dash or a dot belongs to the name when a letter follows directly: in-errors is one name, in - errors a subtraction.
    private void ReadName()
    {
        var start = _at++;
        while (char.IsAsciiLetterOrDigit(Peek()) || Peek() == '_' || (Peek() is '-' or '.' && char.IsAsciiLetter(Peek(1))))
        {
            _at++;
        }

        var name = _text[start.._at];
        Add(Keywords.KindOf(name), start, name);
    }

    private void ReadNumber()
    {
        var start = _at;
        SkipDigits();
        if (Peek() == '.' && char.IsAsciiDigit(Peek(1)))
        {
            _at++;
            SkipDigits();
        }

        var sign = Peek(1) is '+' or '-' ? 1 : 0;
        if (Peek() is 'e' or 'E' && char.IsAsciiDigit(Peek(1 + sign)))
        {
            _at += 1 + sign;
            SkipDigits();
        }

        var value = double.Parse(_text.AsSpan(start, _at - start), NumberStyles.Float, CultureInfo.InvariantCulture);
        CheckNumber(start, value);
        Add(TokenKind.Number, start, number: double.IsFinite(value) ? value : 0);
    }

    private void CheckNumber(int start, double value)
    {
        var quote = source.Quote(start, _at - start);
        if (_text[start] == '.')
        {
            errors.Report(start, _at - start, $"the number {quote} begins with a point", $"write '0{_text[start.._at]}'");
        }
        else if (!double.IsFinite(value))
        {
            errors.Report(start, _at - start, $"the number {quote} is too large", "numbers go up to 1.7e308; write a smaller one, with a larger unit such as Gbit where it has one");
        }
    }

    private void SkipDigits()
    {
        while (char.IsAsciiDigit(Peek()))
        {
            _at++;
        }
    }

    private void ReadText(char quote)
    {
        var start = _at++;
        var content = new System.Text.StringBuilder();
        while (_at < _text.Length && _text[_at] != quote && _text[_at] is not ('\n' or '\r'))
        {
            content.Append(_text[_at] == '\\' ? ReadEscape() : _text[_at]);
            _at++;
        }

        if (Peek() == quote)
        {
            _at++;
        }
        else
        {
            errors.Report(start, _at - start, $"the text {source.Quote(start, _at - start)} is not closed", $"end it with {quote}");
        }

        Add(TokenKind.Text, start, content.ToString());
    }

    /// <summary>Reads the escape at the current place and stops on its last character.</summary>
    private char ReadEscape()
    {
        if (Peek(1) is '\n' or '\r' or '\0')
        {
            return '\\';
        }

        switch (_text[++_at])
        {
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case '\\' or '"' or '\'': return _text[_at];
            default:
                errors.Report(_at - 1, 2, $"{source.Quote(_at - 1, 2)} is not an escape", @"use \\, \"", \', \n, \r or \t");
                return _text[_at];
        }
    }

    private bool ReadSymbol()
    {
        var (kind, length, correct) = SymbolTable.Match(Peek(), Peek(1));
        if (length == 0)
        {
            return false;
        }

        var start = _at;
        _at += length;
        Add(kind, start);
        if (correct is not null)
        {
            errors.Report(start, length, $"{source.Quote(start, length)} is not an operator", $"write '{correct}'");
        }

        return true;
    }

    private void ReadUnknown()
    {
        var start = _at++;
        while (_at < _text.Length && IsUnknown(Peek()))
        {
            _at++;
        }

        errors.Report(start, _at - start, $"{source.Quote(start, _at - start)} has no meaning in an expression", _text[start] switch
        {
            '{' => "conditions on labels stand in brackets: x[label == \"value\"]",
            '?' => Keywords.ConditionalForm,
            '$' or '@' => "write the name of an input, parameter or threshold alone",
            _ => "leave it out, or put it into a text in quotation marks",
        });
    }

    private bool IsUnknown(char c) =>
        !char.IsWhiteSpace(c) && !char.IsAsciiLetterOrDigit(c) && c is not ('_' or '"' or '\'' or '#')
        && SymbolTable.Match(c, Peek(1)).Length == 0;
}
