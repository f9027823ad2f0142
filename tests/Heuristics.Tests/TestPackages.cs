using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Heuristics.Tests;

/// <summary>The packages of the repository, and small ones for single checks.</summary>
internal static class TestPackages
{
    private static readonly Lazy<PackageCatalog> BaseCatalog = new(LoadBase);

    public static PackageCatalog Base => BaseCatalog.Value;

    public static string Root => RepositoryPaths.Root;

    public static string BaseFolder => Path.Combine(Root, "heuristics", "base");

    private static PackageCatalog LoadBase()
    {
        var change = PackageCatalog.LoadDirectories(Path.Combine(Root, "heuristics"));
        change.Errors.ShouldBeEmpty(string.Join('\n', change.Errors));
        return change.Catalog;
    }
}
