using System.Collections.Frozen;
using RouterAlertAssurance.Contracts.Assignments;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.Heuristics.Packages;
using RouterAlertAssurance.Yang.Assurance;

namespace RouterAlertAssurance.Orchestrator.Packages;

/// <summary>The heuristic packages in use, read at start and again when their folder changes; agents get them from here. Thread-safe.</summary>
internal sealed class PackageStore(PackageCatalog catalog)
{
    private volatile PackageSet _current = new(catalog, FrozenDictionary<string, PackageRefusal>.Empty);

    /// <summary>For whoever needs more than one part of the same moment.</summary>
    public PackageSet Current => _current;

    public PackageCatalog Catalog => _current.Catalog;

    public SubserviceTypeCatalog YangTypes => _current.YangTypes;

    /// <summary>Ordered by name.</summary>
    public IReadOnlyList<PackageSummary> Summaries => _current.Summaries;

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

    /// <summary>Goes on with other packages. Only inside a write of the state, which plans with them.</summary>
    public void Use(PackageSet packages) => _current = packages;

    public PackageContent? ContentOf(string package) => _current.Contents.GetValueOrDefault(package);

    /// <summary>The generated YANG module.</summary>
    public string? YangOf(string package) => _current.Yang.GetValueOrDefault(package);

    /// <summary>
    /// The packages that define these node types and those they require, each behind the ones it requires: an agent that takes them in this
    /// order always knows what a package refers to.
    /// </summary>
    public IReadOnlyList<PackageReference> ReferencesTo(IEnumerable<NodeType?> types) =>
    [
        .. Catalog.WithRequired(types.OfType<NodeType>().Select(type => type.Package).Distinct(StringComparer.Ordinal))
            .Select(package => new PackageReference(package.Name, package.Version, package.Digest)),
    ];
}
