using System.Collections.Immutable;
using System.Globalization;
using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Heuristics.Loading;

namespace RouterAlertAssurance.Heuristics.Fixtures;

/// <summary>
/// Reads the series notation of promtool's unit tests (<c>a+bxn</c>, <c>a-bxn</c>, <c>axn</c>, <c>_</c>, <c>_xn</c>, <c>stale</c>), with booleans,
/// quoted texts and the other reasons why there is no value besides. A blank may stand before the <c>x</c>.
/// </summary>
internal sealed class TimelineParser
{
    /// <summary>Values of one timeline.</summary>
    public const int MaximumValues = 100_000;

    private const string Example = "such as '0+10x20', 'true x5 false x10', '_x3', '\"text\"x2', 'stale', 'failed:reason'";

    private static readonly (string Word, SampleState State)[] States =
        [("stale", SampleState.Stale), ("failed", SampleState.Failed), ("missing", SampleState.Missing)];

    private readonly SourceScalar _scalar;
    private readonly string _text;
    private readonly ExpressionValueType _type;
    private readonly ErrorList _errors;
    private readonly ImmutableArray<TimelineValue?>.Builder _values = ImmutableArray.CreateBuilder<TimelineValue?>();
    private int _position;

    private TimelineParser(SourceScalar scalar, ExpressionValueType type, ErrorList errors) =>
        (_scalar, _text, _type, _errors) = (scalar, scalar.Value, type, errors);

    /// <summary>The values; empty, with an error at its column, where the notation is wrong.</summary>
    public static ImmutableArray<TimelineValue?> Parse(SourceScalar scalar, ExpressionValueType type, ErrorList errors) =>
        new TimelineParser(scalar, type, errors).Parse();

    private ImmutableArray<TimelineValue?> Parse()
    {
        for (SkipBlanks(); _position < _text.Length; SkipBlanks())
        {
            var start = _position;
            if (!TryItem() || !IsAtEnd(start))
            {
                return [];
            }
        }

        if (_values.Count == 0)
        {
            _errors.Add(_scalar, "the timeline has no values", Example);
        }

        return _values.ToImmutable();
    }

    private bool TryItem()
    {
        var start = _position;
        if (Skip("_"))
        {
            return TryRepeats(out var times) && TryAdd(start, null, Math.Max(0, times - 1));
        }

        if (char.IsAsciiDigit(_text[start]) || _text[start] is '+' or '-' or '.')
        {
            return TryNumbers(start);
        }

        return TryValue(out var value) && CheckType(start, value) && TryRepeats(out var repeats) && TryAdd(start, value, repeats);
    }

    private bool TryNumbers(int start)
    {
        if (!TryNumber(out var first))
        {
            return false;
        }

        var step = 0d;
        var hasStep = _position < _text.Length && _text[_position] is '+' or '-';
        if (hasStep && !TryNumber(out step))
        {
            return false;
        }

        var value = Present(ExpressionValueType.Number, first);
        if (!CheckType(start, value) || !TryRepeats(out var repeats))
        {
            return false;
        }

        if (hasStep && repeats < 0)
        {
            return Refuse(start, $"'{_text[start.._position]}' does not say how often", "add x and the number of steps: '0+10x20'");
        }

        return Fits(start, repeats) && AddSteps(first, step, repeats);
    }

    private bool AddSteps(double first, double step, int repeats)
    {
        for (var i = 0; i <= Math.Max(0, repeats); i++)
        {
            _values.Add(Present(ExpressionValueType.Number, first + (i * step)));
        }

        return true;
    }

    private bool TryValue(out TimelineValue value)
    {
        value = default;
        var start = _position;
        if (_text[start] is '"' or '\'')
        {
            var quoted = TryQuoted(out var text);
            value = new TimelineValue(SampleState.Present, ExpressionValueType.Text, 0, text);
            return quoted;
        }

        if (SkipWord("true") || SkipWord("false"))
        {
            value = Present(ExpressionValueType.Boolean, _text[start] == 't' ? 1 : 0);
            return true;
        }

        foreach (var (word, state) in States)
        {
            if (SkipWord(word))
            {
                value = new TimelineValue(state, default, 0, word);
                return !Skip(":") || TryReason(state, out value);
            }
        }

        var end = start;
        while (end < _text.Length && !char.IsWhiteSpace(_text[end]))
        {
            end++;
        }

        return Refuse(start, $"'{Suggestions.Shorten(_text[start..end])}' is no value", _type == ExpressionValueType.Text ? "a text stands in quotes" : Example);
    }

    private bool TryReason(SampleState state, out TimelineValue value)
    {
        var start = _position;
        string reason;
        if (start < _text.Length && _text[start] is '"' or '\'')
        {
            if (!TryQuoted(out reason))
            {
                value = default;
                return false;
            }
        }
        else
        {
            while (_position < _text.Length && !char.IsWhiteSpace(_text[_position]))
            {
                _position++;
            }

            reason = _text[start.._position];
        }

        value = new TimelineValue(state, default, 0, reason);
        return reason.Length > 0 || Refuse(start, "the reason is missing", "such as failed:timeout, or failed:\"no answer\" with blanks");
    }

    private bool TryQuoted(out string text)
    {
        var start = _position;
        var end = _text.IndexOf(_text[start], start + 1);
        text = end < 0 ? "" : _text[(start + 1)..end];
        _position = end < 0 ? start : end + 1;
        return end >= 0 || Refuse(start, "the quotation mark is not closed", "end the text with another one");
    }

    private bool TryNumber(out double number)
    {
        var start = _position;
        _position += _text[_position] is '+' or '-' ? 1 : 0;
        SkipDigits();
        if (Skip("."))
        {
            SkipDigits();
        }

        var mantissa = _position;
        if (_position > start && _position < _text.Length && _text[_position] is 'e' or 'E')
        {
            _position++;
            _position += _position < _text.Length && _text[_position] is '+' or '-' ? 1 : 0;
            var digits = _position;
            SkipDigits();
            _position = _position == digits ? mantissa : _position;
        }

        return (double.TryParse(_text.AsSpan(start, _position - start), NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number))
            || Refuse(start, $"'{Suggestions.Shorten(_text[start..])}' does not begin with a number", Example);
    }

    /// <summary>How often the value is repeated after the first; -1 where nothing is said.</summary>
    private bool TryRepeats(out int repeats)
    {
        repeats = -1;
        var before = _position;
        SkipBlanks();
        if (!Skip("x"))
        {
            _position = before;
            return true;
        }

        var start = _position;
        SkipDigits();
        return int.TryParse(_text.AsSpan(start, _position - start), NumberStyles.None, CultureInfo.InvariantCulture, out repeats)
            || Refuse(start, "a whole number must follow 'x'", Example);
    }

    private bool TryAdd(int start, TimelineValue? value, int repeats)
    {
        if (!Fits(start, repeats))
        {
            return false;
        }

        for (var i = 0; i <= Math.Max(0, repeats); i++)
        {
            _values.Add(value);
        }

        return true;
    }

    private bool Fits(int start, int repeats) =>
        (long)_values.Count + repeats + 1 <= MaximumValues || Refuse(start, $"the timeline has more than {MaximumValues} values", "lengthen the interval of the test, or shorten the timeline");

    private bool CheckType(int start, in TimelineValue value) =>
        value.State != SampleState.Present || value.Type == _type
        || Refuse(start, $"the metric is {Word(_type)}, and this is {Word(value.Type)}", _type switch
        {
            ExpressionValueType.Boolean => "write true or false",
            ExpressionValueType.Text => "a text stands in quotes",
            _ => "write a number in the unit of the metric",
        });

    private bool IsAtEnd(int start) =>
        _position == _text.Length || char.IsWhiteSpace(_text[_position])
        || Refuse(_position, $"a blank must follow '{Suggestions.Shorten(_text[start.._position])}'", Example);

    private bool Refuse(int offset, string message, string suggestion)
    {
        _errors.AddInside(_scalar, offset, message, suggestion);
        return false;
    }

    private static TimelineValue Present(ExpressionValueType type, double number) => new(SampleState.Present, type, number, null);

    private static string Word(ExpressionValueType type) => type switch
    {
        ExpressionValueType.Boolean => "boolean",
        ExpressionValueType.Text => "text",
        _ => "a number",
    };

    private bool Skip(string text)
    {
        var found = string.CompareOrdinal(_text, _position, text, 0, text.Length) == 0;
        _position += found ? text.Length : 0;
        return found;
    }

    // 'true', 'truex5' and 'true x5', but not 'trueish'.
    private bool SkipWord(string word)
    {
        var end = _position + word.Length;
        var isWord = end >= _text.Length || !char.IsAsciiLetter(_text[end]) || (_text[end] == 'x' && end + 1 < _text.Length && char.IsAsciiDigit(_text[end + 1]));
        return isWord && Skip(word);
    }

    private void SkipBlanks()
    {
        while (_position < _text.Length && char.IsWhiteSpace(_text[_position]))
        {
            _position++;
        }
    }

    private void SkipDigits()
    {
        while (_position < _text.Length && char.IsAsciiDigit(_text[_position]))
        {
            _position++;
        }
    }
}
