namespace RouterAlertAssurance.Heuristics.Loading;

/// <summary>One reason why a package or a document was refused.</summary>
/// <param name="File">The file, as it was given.</param>
/// <param name="Line">Line, from 1; 0 where the error belongs to no place in the file.</param>
/// <param name="Column">Column in UTF-16 code units, from 1; 0 where the error belongs to no place in the file.</param>
/// <param name="Path">Where in the document: <c>subservices.interface.symptoms[0].when</c>; empty for the whole.</param>
/// <param name="Message">What is wrong; no final full stop.</param>
/// <param name="Suggestion">What was probably meant, or null.</param>
public sealed record PackageError(string File, int Line, int Column, string Path, string Message, string? Suggestion = null)
{
    /// <summary><c>file:line:column: path: message (suggestion)</c>, as compilers print it; what belongs to no file begins with the message.</summary>
    public override string ToString()
    {
        var place = File.Length == 0 ? "" : $"{File}:{Line}:{Column}: ";
        var path = Path.Length == 0 ? "" : Path + ": ";
        var suggestion = Suggestion is null ? "" : $" ({Suggestion})";
        return $"{place}{path}{Message}{suggestion}";
    }
}
