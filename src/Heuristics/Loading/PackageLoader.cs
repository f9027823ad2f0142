using System.Security.Cryptography;
using System.Text;

namespace RouterAlertAssurance.Heuristics.Loading;

/// <summary>Reads heuristic packages from YAML and checks them completely: whatever it returns can be decomposed and evaluated.</summary>
public static class PackageLoader
{
    /// <summary>Reads the YAML files of one folder (subfolders included) as one package. Never throws for what the folder contains.</summary>
    public static PackageLoadResult LoadDirectory(string path, PackageCatalog? others = null) =>
        Load(PackageDraft.Read(PackageSource.Read(path)), others ?? PackageCatalog.Empty, Refusals.None);

    /// <summary>Reads the files of one package. All errors are found at once; any error means no package.</summary>
    /// <param name="files">Path relative to the package's folder, and text; the order does not matter.</param>
    /// <param name="others">The packages it may require.</param>
    public static PackageLoadResult Load(IReadOnlyList<(string Path, string Text)> files, PackageCatalog? others = null)
    {
        ArgumentNullException.ThrowIfNull(files);
        return Load(PackageDraft.Read(new PackageSource("", files)), others ?? PackageCatalog.Empty, Refusals.None);
    }

    /// <param name="draft">The package; its list of errors is filled, so a draft is loaded once.</param>
    /// <param name="others">The packages it may require.</param>
    /// <param name="refusals">Packages that are not among the others because they were refused.</param>
    internal static PackageLoadResult Load(PackageDraft draft, PackageCatalog others, Refusals refusals)
    {
        var package = draft.Document is { } document ? PackageReader.Read(document, draft.Digest, others, refusals, draft.Errors) : null;
        return new PackageLoadResult(draft.Errors.Any ? null : package, draft.Located(draft.Errors.Errors))
        {
            Warnings = draft.Errors.Any ? [] : draft.Located(draft.Errors.Warnings),
        };
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
}
