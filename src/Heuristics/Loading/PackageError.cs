namespace RouterAlertAssurance.Heuristics.Loading;

/// <summary>One thing that is wrong with a package or a document: an error, for which it is refused, or a warning, for which it is not.</summary>
/// <param name="File">The file, as it was given.</param>
/// <param name="Line">Line, from 1; 0 where the error belongs to no place in the file.</param>
/// <param name="Column">Column in UTF-16 code units, from 1; 0 where the error belongs to no place in the file.</param>
/// <param name="Path">Where in the document: <c>subservices.interface.symptoms[0].when</c>; empty for the whole.</param>
/// <param name="Message">What is wrong; no final full stop.</param>
/// <param name="Suggestion">What was probably meant, or what helps.</param>
public sealed record PackageError(string File, int Line, int Column, string Path, string Message, string Suggestion)
{
    /// <summary>The same of a file in a folder: the folder is put before its name.</summary>
    public PackageError In(string folder) => this with { File = System.IO.Path.Combine(folder, File) };

    /// <summary>
    /// <c>file:line:column: path: message (suggestion)</c>, as compilers print it; without line and column where there are none, and what belongs to no file
    /// begins with the message.
    /// </summary>
    public override string ToString()
    {
        var place = File.Length == 0 ? "" : Line == 0 ? $"{File}: " : $"{File}:{Line}:{Column}: ";
        var path = Path.Length == 0 ? "" : Path + ": ";
        return $"{place}{path}{Message} ({Suggestion})";
    }
}
