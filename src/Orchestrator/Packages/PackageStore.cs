using System.Collections.Frozen;
using RouterAlertAssurance.Contracts.Assignments;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.Heuristics.Packages;
using RouterAlertAssurance.Heuristics.Yang;
using RouterAlertAssurance.Yang.Assurance;

namespace RouterAlertAssurance.Orchestrator.Packages;

/// <summary>The heuristic packages in use, read at start; agents get them from here.</summary>
internal sealed class PackageStore
{
    private readonly FrozenDictionary<string, PackageContent> _contents;
    private readonly FrozenDictionary<string, string> _yang;

    public PackageStore(PackageCatalog catalog)
    {
        Catalog = catalog;
        YangTypes = Packages.YangTypes.Of(catalog);
        Summaries = [.. catalog.Packages.Select(loaded => PackageSummaries.Of(loaded.Package, YangModule.FileNameOf(loaded.Package)))];
        _yang = catalog.Packages.ToFrozenDictionary(loaded => loaded.Package.Name, loaded => YangModule.Generate(loaded.Package), StringComparer.Ordinal);
        _contents = catalog.Packages.ToFrozenDictionary(loaded => loaded.Package.Name, ToContent, StringComparer.Ordinal);
    }

    public PackageCatalog Catalog { get; }

    public SubserviceTypeCatalog YangTypes { get; }

    /// <summary>Ordered by name.</summary>
    public IReadOnlyList<PackageSummary> Summaries { get; }

    /// <summary>Reads every package of a folder. All errors are told, each with its file, line and column; with any there is no store.</summary>
    public static (PackageStore? Store, IReadOnlyList<string> Errors) Load(string directory)
    {
        if (!Directory.Exists(directory))
        {
            return (null, [$"the folder '{directory}' does not exist"]);
        }

        var change = PackageCatalog.LoadDirectories(directory);
        return change.Errors.Count > 0 ? (null, [.. change.Errors.Select(error => error.ToString())])
            : !change.Catalog.Packages.Any() ? (null, [$"the folder '{directory}' holds no package"])
            : (new PackageStore(change.Catalog), []);
    }

    public PackageContent? ContentOf(string package) => _contents.GetValueOrDefault(package);

    /// <summary>The generated YANG module.</summary>
    public string? YangOf(string package) => _yang.GetValueOrDefault(package);

    /// <summary>
    /// The packages that define these node types and those they require, each behind the ones it requires: an agent that takes them in this
    /// order always knows what a package refers to.
    /// </summary>
    public IReadOnlyList<PackageReference> ReferencesTo(IEnumerable<NodeType?> types) =>
    [
        .. Catalog.WithRequired(types.OfType<NodeType>().Select(type => type.Package).Distinct(StringComparer.Ordinal))
            .Select(package => new PackageReference(package.Name, package.Version, package.Digest)),
    ];

    private static PackageContent ToContent(LoadedPackage loaded) => new(
        loaded.Package.Name, loaded.Package.Version, loaded.Package.Digest, [.. loaded.Files.Select(file => new PackageFile(file.Path, file.Text))]);
}
