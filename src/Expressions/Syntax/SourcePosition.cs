namespace RouterAlertAssurance.Expressions;

/// <summary>A place in the text of an expression.</summary>
/// <param name="Offset">Zero-based offset in UTF-16 code units.</param>
/// <param name="Line">One-based line; lines end at LF, CR or CR LF.</param>
/// <param name="Column">One-based column in UTF-16 code units.</param>
public readonly record struct SourcePosition(int Offset, int Line, int Column)
{
    /// <summary>The first character of a text.</summary>
    public static SourcePosition Start { get; } = new(0, 1, 1);

    /// <inheritdoc/>
    public override string ToString() => $"{Line}:{Column}";
}
