using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Agent.Tests.Support;

/// <summary>The package the product ships.</summary>
internal static class BasePackage
{
    private static readonly PackageFolder Files = PackageFolder.Read(Path.Combine(RepositoryPaths.Root, "heuristics", "base"));

    public static PackageCatalog Catalog { get; } = PackageCatalog.Empty.Replace(Files.Files).Catalog;

    public static PackageContent Content
    {
        get
        {
            var package = Catalog.Find("base")!.Package;
            return new PackageContent(package.Name, package.Version, package.Digest, [.. Files.Files.Select(file => new PackageFile(file.Path, file.Text))]);
        }
    }
}
