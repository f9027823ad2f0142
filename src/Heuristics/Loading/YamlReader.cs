using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace RouterAlertAssurance.Heuristics.Loading;

/// <summary>
/// Reads one YAML document into nodes that know their places. Takes the plain part of YAML only: no anchors, aliases and tags, no second document,
/// bounded size and depth, unique keys.
/// </summary>
internal sealed class YamlReader
{
    /// <summary>Bytes of UTF-8.</summary>
    public const int MaximumSize = 1024 * 1024;

    public const int MaximumDepth = 32;

    /// <summary>Entries of one list or mapping.</summary>
    public const int MaximumEntries = 5000;

    private readonly SourceFile _file;
    private readonly ErrorList _errors;
    private readonly Parser _parser;

    private YamlReader(SourceFile file, ErrorList errors)
    {
        _file = file;
        _errors = errors;
        _parser = new Parser(new StringReader(file.Text));
    }

    /// <summary>The document, or null when it could not be read at all. What is well-formed and still refused is an error beside the document.</summary>
    public static SourceNode? Read(SourceFile file, ErrorList errors)
    {
        if (!Accept(file, errors))
        {
            return null;
        }

        try
        {
            return new YamlReader(file, errors).ReadDocument();
        }
        catch (TooDeepException exception)
        {
            errors.Add(exception.Error);
        }
        catch (YamlException exception)
        {
            errors.Add(Malformed(file, exception));
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or OverflowException or IndexOutOfRangeException)
        {
            // The scanner lets a few of its own failures through as ordinary exceptions on malformed escapes.
            errors.Add(new PackageError(file.Path, 1, 1, "", "not valid YAML: " + Clean(exception.Message), "check quotes and escape sequences"));
        }

        return null;
    }

    public static PackageError TooLarge(string path) => new(path, 1, 1, "", "the file is larger than 1 MiB", "spread it over several files");

    private static bool Accept(SourceFile file, ErrorList errors)
    {
        if (file.Text.Length > MaximumSize || Encoding.UTF8.GetByteCount(file.Text) > MaximumSize)
        {
            errors.Add(TooLarge(file.Path));
            return false;
        }

        var (line, column) = (1, 1);
        for (var i = 0; i < file.Text.Length; i++, column++)
        {
            var current = file.Text[i];
            if (current == '\n')
            {
                (line, column) = (line + 1, 0);
            }
            else if (Refused(file.Text, i))
            {
                errors.Add(new PackageError(file.Path, line, column, "", $"character U+{(int)current:X4} is not allowed in YAML", "leave it out"));
                return false;
            }
        }

        return true;
    }

    // The scanner tells a tab's place as that of the block around it.
    private static PackageError Malformed(SourceFile file, YamlException exception)
    {
        var lines = file.Text.Split('\n');
        var line = Array.FindIndex(lines, text => text.TrimStart(' ').StartsWith('\t'));
        return line >= 0 && exception.Message.Contains("tab", StringComparison.Ordinal)
            ? new PackageError(file.Path, line + 1, lines[line].IndexOf('\t', StringComparison.Ordinal) + 1, "", "a tab cannot indent", "use spaces")
            : At(file, exception.Start, "", "not valid YAML: " + Clean(exception.Message), "check quotes, brackets and the blanks before this line and the one above");
    }

    // NUL would end the scanner's input without a word; lone surrogates are no characters.
    private static bool Refused(string text, int index)
    {
        var current = text[index];
        return char.IsHighSurrogate(current) ? index + 1 >= text.Length || !char.IsLowSurrogate(text[index + 1])
            : char.IsLowSurrogate(current) ? index == 0 || !char.IsHighSurrogate(text[index - 1])
            : char.IsControl(current) && current is not ('\t' or '\n' or '\r' or '\u0085');
    }

    private SourceNode? ReadDocument()
    {
        _parser.Consume<StreamStart>();
        if (!_parser.Accept<DocumentStart>(out _))
        {
            _errors.Add(new PackageError(_file.Path, 1, 1, "", "the file holds no document", "write something, or remove it"));
            return null;
        }

        _parser.Consume<DocumentStart>();
        var node = ReadNode("", 1);
        _parser.Consume<DocumentEnd>();
        if (_parser.Accept<DocumentStart>(out var second))
        {
            _errors.Add(At(_file, second.Start, "", "only one document per file is allowed", "leave out ---, or make a second file"));
        }

        return node;
    }

    private SourceNode ReadNode(string path, int depth)
    {
        Refuse(path);
        switch (_parser.Current)
        {
            case Scalar scalar:
                _parser.MoveNext();
                return ToScalar(scalar, path);
            case SequenceStart or MappingStart when depth > MaximumDepth:
                // Reading on would cost the square of the levels: the scanner looks at all open ones for each character.
                throw new TooDeepException(At(_file, _parser.Current.Start, path, $"nested deeper than {MaximumDepth} levels; the file is not read any further", "close what is open above"));
            case SequenceStart sequence:
                return ReadSequence(sequence, path, depth);
            case MappingStart mapping:
                return ReadMapping(mapping, path, depth);
            default:
                var place = _parser.Current?.Start ?? Mark.Empty;
                _parser.MoveNext();
                return Placeholder(place, path);
        }
    }

    private void Refuse(string path)
    {
        switch (_parser.Current)
        {
            case AnchorAlias alias:
                _errors.Add(At(_file, alias.Start, path, "aliases are not allowed", "write the value out"));
                break;
            case NodeEvent { Anchor.IsEmpty: false } anchored:
                _errors.Add(At(_file, anchored.Start, path, "anchors are not allowed", "leave it out, and write the value where it is needed"));
                break;
            case NodeEvent { Tag.IsEmpty: false } tagged:
                _errors.Add(At(_file, tagged.Start, path, "tags are not allowed", "leave it out; quotes make text of anything"));
                break;
        }
    }

    private SourceSequence ReadSequence(SequenceStart start, string path, int depth)
    {
        _parser.MoveNext();
        var items = new List<SourceNode>();
        while (!_parser.Accept<SequenceEnd>(out _))
        {
            var item = ReadNode($"{path}[{items.Count}]", depth + 1);
            if (Fits(items.Count, item))
            {
                items.Add(item);
            }
        }

        _parser.MoveNext();
        return new SourceSequence(_file, Line(start.Start), Column(start.Start), path, items);
    }

    private SourceMapping ReadMapping(MappingStart start, string path, int depth)
    {
        _parser.MoveNext();
        var entries = new List<SourceEntry>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (!_parser.Accept<MappingEnd>(out _))
        {
            var key = ReadKey(path, depth);
            var childPath = path.Length == 0 ? key.Value : $"{path}.{key.Value}";
            if (!seen.Add(key.Value))
            {
                _errors.Add(key, $"key '{Suggestions.Shorten(key.Value)}' is given twice", "leave one of them out");
            }

            var value = ReadNode(childPath, depth + 1);
            if (Fits(entries.Count, key))
            {
                entries.Add(new SourceEntry(key, value));
            }
        }

        _parser.MoveNext();
        return new SourceMapping(_file, Line(start.Start), Column(start.Start), path, entries);
    }

    private bool Fits(int count, SourceNode next)
    {
        if (count == MaximumEntries)
        {
            _errors.Add(next, $"more than {MaximumEntries} entries in one list or mapping", "spread them over several files, or leave some out");
        }

        return count < MaximumEntries;
    }

    private SourceScalar ReadKey(string path, int depth)
    {
        var key = ReadNode(path, depth + 1);
        if (key is SourceScalar scalar)
        {
            return scalar;
        }

        _errors.Add(key, "a key must be text, not " + key.Kind, "such as name: value");
        return new SourceScalar(_file, key.Line, key.Column, path, "", ScalarNotation.Plain, 0);
    }

    private SourceScalar ToScalar(Scalar scalar, string path)
    {
        var notation = scalar.Style switch
        {
            ScalarStyle.SingleQuoted => ScalarNotation.SingleQuoted,
            ScalarStyle.DoubleQuoted => ScalarNotation.DoubleQuoted,
            ScalarStyle.Literal or ScalarStyle.Folded => ScalarNotation.Block,
            _ => ScalarNotation.Plain,
        };
        return new SourceScalar(_file, Line(scalar.Start), Column(scalar.Start), path, scalar.Value, notation, (int)scalar.Start.Index);
    }

    private SourceScalar Placeholder(Mark mark, string path) =>
        new(_file, Line(mark), Column(mark), path, "", ScalarNotation.Plain, (int)mark.Index);

    private static PackageError At(SourceFile file, Mark mark, string path, string message, string suggestion) =>
        new(file.Path, Line(mark), Column(mark), path, message, suggestion);

    private static int Line(Mark mark) => Math.Max(1, (int)mark.Line);

    private static int Column(Mark mark) => Math.Max(1, (int)mark.Column);

    private sealed class TooDeepException(PackageError error) : Exception(error.Message)
    {
        public PackageError Error { get; } = error;
    }

    private static string Clean(string message)
    {
        var text = message.TrimEnd('.', ' ');
        return text.Length == 0 ? "malformed text" : char.ToLowerInvariant(text[0]) + text[1..];
    }
}
