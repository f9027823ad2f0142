using System.Security.Cryptography;
using System.Text;

namespace RouterAlertAssurance.Heuristics.Loading;

/// <summary>Reads heuristic packages from YAML and checks them completely: whatever it returns can be decomposed and evaluated.</summary>
public static class PackageLoader
{
    private const int MaximumFiles = 64;

    /// <summary>Reads the YAML files of one folder (subfolders included) as one package. Never throws for what the folder contains.</summary>
    public static PackageLoadResult LoadDirectory(string path, PackageCatalog? others = null)
    {
        var files = PackageFolder.Read(path);
        return files.Errors.Count > 0 ? new PackageLoadResult(null, files.Errors) : Load(files.Files, others);
    }

    /// <summary>Reads the files of one package. All errors are found at once; any error means no package.</summary>
    /// <param name="files">Path relative to the package's folder, and text; the order does not matter.</param>
    /// <param name="others">Packages whose subservice types may be depended upon.</param>
    public static PackageLoadResult Load(IReadOnlyList<(string Path, string Text)> files, PackageCatalog? others = null)
    {
        ArgumentNullException.ThrowIfNull(files);
        var errors = new ErrorList();
        var ordered = files.OrderBy(file => file.Path, StringComparer.Ordinal).ToList();
        CheckFiles(ordered, errors);
        if (errors.Any)
        {
            return new PackageLoadResult(null, errors.Errors);
        }

        var package = PackageDocument.Read(ordered, errors) is { } document
            ? PackageReader.Read(document, Digest(ordered), others ?? PackageCatalog.Empty, errors)
            : null;
        return new PackageLoadResult(errors.Any ? null : package, errors.Errors);
    }

    /// <summary>SHA-256 over names and texts, lower-case hexadecimal; independent of the order of the files.</summary>
    public static string Digest(IEnumerable<(string Path, string Text)> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (path, text) in files.OrderBy(file => file.Path, StringComparer.Ordinal))
        {
            // Lengths in front keep the parts apart whatever they contain.
            hash.AppendData(Encoding.UTF8.GetBytes($"{path.Length}:{path}{text.Length}:"));
            hash.AppendData(Encoding.UTF8.GetBytes(text));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void CheckFiles(List<(string Path, string Text)> files, ErrorList errors)
    {
        if (files.Count is 0 or > MaximumFiles)
        {
            errors.Add(new PackageError("", 0, 0, "", $"a package has 1 to {MaximumFiles} files, not {files.Count}"));
        }

        foreach (var repeated in files.GroupBy(file => file.Path, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            errors.Add(new PackageError(repeated.Key, 0, 0, "", "the file is given twice"));
        }
    }
}
