using System.Text;

namespace RouterAlertAssurance.Heuristics.Loading;

/// <summary>The files of one package, not checked yet.</summary>
/// <param name="Folder">Where they are from, put before the paths of errors; empty where paths shall stay as they are.</param>
/// <param name="Files">Path relative to the package's folder, and text.</param>
/// <param name="Errors">Why files could not be read; the package is refused then.</param>
public sealed record PackageSource(string Folder, IReadOnlyList<(string Path, string Text)> Files, IReadOnlyList<PackageError> Errors)
{
    public PackageSource(string folder, IReadOnlyList<(string Path, string Text)> files)
        : this(folder, files, [])
    {
    }

    /// <summary>One source for each subfolder, by name.</summary>
    /// <exception cref="IOException">The folder cannot be listed.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder must not be listed.</exception>
    public static IReadOnlyList<PackageSource> ReadAll(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return [.. Directory.GetDirectories(path).Order(StringComparer.Ordinal).Select(Read)];
    }

    /// <summary>The files of a package's folder.</summary>
    public static PackageSource Read(string folder)
    {
        var read = PackageFolder.Read(folder);
        return new(folder, read.Files, read.Errors);
    }
}

/// <summary>A package read as YAML: as much of it as other packages must know before it can be loaded.</summary>
internal sealed class PackageDraft
{
    private PackageDraft(PackageSource source, string digest, PackageDocument? document, ErrorList errors) =>
        (Source, Digest, Document, Errors) = (source, digest, document, errors);

    public PackageSource Source { get; }

    public string Digest { get; }

    /// <summary>Null, with errors, when the files are no YAML.</summary>
    public PackageDocument? Document { get; }

    public ErrorList Errors { get; }

    /// <summary>As the package calls itself; where it does not, as its folder is called.</summary>
    public string Name => Document?.Header("package")?.Value ?? Path.GetFileName(Source.Folder.TrimEnd('/'));

    public IReadOnlyList<string> Requires => Document is null ? [] : [.. Document.Requires.Select(entry => entry.Key.Value)];

    public static PackageDraft Read(PackageSource source)
    {
        var errors = new ErrorList();
        foreach (var error in source.Errors)
        {
            errors.Add(error);
        }

        var ordered = source.Files.OrderBy(file => file.Path, StringComparer.Ordinal).ToList();
        if (!errors.Any)
        {
            CheckFiles(ordered, errors);
        }

        return new(source, PackageLoader.Digest(ordered), errors.Any ? null : PackageDocument.Read(ordered, errors), errors);
    }

    /// <summary>Errors or warnings with the folder before their paths.</summary>
    public IReadOnlyList<PackageError> Located(IEnumerable<PackageError> errors) => [.. errors.Select(error => error.In(Source.Folder))];

    private static void CheckFiles(List<(string Path, string Text)> files, ErrorList errors)
    {
        if (files.Count == 0)
        {
            errors.Add(new PackageError("", 0, 0, "", "the package has no file", "give it one with the keys package, version and revision"));
        }
        else if (files.Count > PackageFolder.MaximumFiles)
        {
            errors.Add(PackageFolder.TooManyFiles(files.Count));
        }

        if (files.Sum(file => (long)Encoding.UTF8.GetByteCount(file.Text)) > PackageFolder.MaximumSize)
        {
            errors.Add(PackageFolder.TooLarge);
        }

        foreach (var repeated in files.GroupBy(file => file.Path, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            errors.Add(new PackageError(repeated.Key, 0, 0, "", "the file is given twice", "leave one of them out"));
        }
    }
}
