namespace RouterAlertAssurance.Heuristics.Loading;

/// <summary>A file under its name, and its text.</summary>
internal sealed record SourceFile(string Path, string Text);

/// <summary>A node of a YAML document that knows where it stands.</summary>
internal abstract class SourceNode(SourceFile file, int line, int column, string path)
{
    public SourceFile File { get; } = file;

    /// <summary>From 1.</summary>
    public int Line { get; } = line;

    /// <summary>From 1.</summary>
    public int Column { get; } = column;

    /// <summary><c>metrics.loss.unit</c>.</summary>
    public string Path { get; } = path;

    /// <summary>What it is, for messages.</summary>
    public abstract string Kind { get; }
}

/// <summary>How a scalar was written; decides how places in its value map to places in the file.</summary>
internal enum ScalarNotation
{
    Plain,
    SingleQuoted,
    DoubleQuoted,
    Block,
}

internal sealed class SourceScalar(SourceFile file, int line, int column, string path, string value, ScalarNotation notation, int start)
    : SourceNode(file, line, column, path)
{
    public string Value { get; } = value;

    public ScalarNotation Notation { get; } = notation;

    /// <summary>Offset of the first character, quotes and block indicators included, in the file.</summary>
    public int Start { get; } = start;

    public override string Kind => "text";
}

internal sealed class SourceSequence(SourceFile file, int line, int column, string path, IReadOnlyList<SourceNode> items)
    : SourceNode(file, line, column, path)
{
    public IReadOnlyList<SourceNode> Items { get; } = items;

    public override string Kind => "a list";
}

internal sealed class SourceMapping(SourceFile file, int line, int column, string path, IReadOnlyList<SourceEntry> entries)
    : SourceNode(file, line, column, path)
{
    /// <summary>In the order of the file, keys unique.</summary>
    public IReadOnlyList<SourceEntry> Entries { get; } = entries;

    public override string Kind => "a mapping";

    public SourceNode? Find(string key) => Entries.FirstOrDefault(entry => entry.Key.Value == key)?.Value;
}

internal sealed record SourceEntry(SourceScalar Key, SourceNode Value)
{
    /// <summary>Where the whole entry begins, for what is wrong with it and not with its key alone: at the key, under the path of the value.</summary>
    public SourceScalar Place => new(Key.File, Key.Line, Key.Column, Value.Path, Key.Value, Key.Notation, Key.Start);
}
