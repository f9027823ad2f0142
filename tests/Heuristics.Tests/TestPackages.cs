using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Heuristics.Tests;

/// <summary>The packages of the repository, and small ones for single checks.</summary>
internal static class TestPackages
{
    private static readonly Lazy<PackageCatalog> BaseCatalog = new(LoadBase);

    /// <summary>All packages of the repository, base among them.</summary>
    public static PackageCatalog Base => BaseCatalog.Value;

    /// <summary>Their names: each has a page, a runbook, a module and tests.</summary>
    public static TheoryData<string> Names => [.. Directory.GetDirectories(Path.Combine(Root, "heuristics")).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)];

    public static string Root => RepositoryPaths.Root;

    public static string BaseFolder => Path.Combine(Root, "heuristics", "base");

    private static PackageCatalog LoadBase()
    {
        var change = PackageCatalog.LoadDirectories(Path.Combine(Root, "heuristics"));
        change.Errors.ShouldBeEmpty(string.Join('\n', change.Errors));
        return change.Catalog;
    }
}
