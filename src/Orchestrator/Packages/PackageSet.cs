using System.Collections.Frozen;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.Heuristics.Yang;
using RouterAlertAssurance.Yang.Assurance;

namespace RouterAlertAssurance.Orchestrator.Packages;

/// <summary>The packages in use at one moment, with what is made of them. Immutable.</summary>
internal sealed class PackageSet
{
    public PackageSet(PackageCatalog catalog, IReadOnlyDictionary<string, PackageRefusal> refusals)
    {
        (Catalog, Refusals) = (catalog, refusals);
        YangTypes = Packages.YangTypes.Of(catalog);
        var inUse = catalog.Packages.Select(loaded =>
            PackageSummaries.Of(loaded.Package, YangModule.FileNameOf(loaded.Package)) with
            {
                Refused = refusals.GetValueOrDefault(loaded.Package.Name),
                Warnings = PackageSummaries.WarningsOf(loaded),
            });
        var others = refusals.Where(refusal => catalog.Find(refusal.Key) is null).Select(refusal => PackageSummaries.NotInUse(refusal.Key, refusal.Value));
        Summaries = [.. inUse.Concat(others).OrderBy(summary => summary.Name, StringComparer.Ordinal)];
        Yang = catalog.Packages.ToFrozenDictionary(loaded => loaded.Package.Name, loaded => YangModule.Generate(loaded.Package), StringComparer.Ordinal);
        Contents = catalog.Packages.ToFrozenDictionary(loaded => loaded.Package.Name, ToContent, StringComparer.Ordinal);
    }

    public PackageCatalog Catalog { get; }

    /// <summary>Files that are there and were not taken, by package.</summary>
    public IReadOnlyDictionary<string, PackageRefusal> Refusals { get; }

    public SubserviceTypeCatalog YangTypes { get; }

    /// <summary>Ordered by name.</summary>
    public IReadOnlyList<PackageSummary> Summaries { get; }

    /// <summary>The generated YANG modules.</summary>
    public FrozenDictionary<string, string> Yang { get; }

    public FrozenDictionary<string, PackageContent> Contents { get; }

    private static PackageContent ToContent(LoadedPackage loaded) => new(
        loaded.Package.Name, loaded.Package.Version, loaded.Package.Digest, [.. loaded.Files.Select(file => new PackageFile(file.Path, file.Text))]);
}
