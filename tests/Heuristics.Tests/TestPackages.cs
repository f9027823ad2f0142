using RouterAlertAssurance.Heuristics.Loading;

namespace RouterAlertAssurance.Heuristics.Tests;

/// <summary>The packages of the repository, and small ones for single checks.</summary>
internal static class TestPackages
{
    private static readonly Lazy<PackageCatalog> BaseCatalog = new(LoadBase);

    public static PackageCatalog Base => BaseCatalog.Value;

    public static string Root { get; } = FindRoot();

    public static string BaseFolder => Path.Combine(Root, "heuristics", "base");

    private static PackageCatalog LoadBase()
    {
        var change = PackageCatalog.LoadDirectories(Path.Combine(Root, "heuristics"));
        change.Errors.ShouldBeEmpty(string.Join('\n', change.Errors));
        return change.Catalog;
    }

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "RouterAlertAssurance.sln")))
        {
            directory = directory.Parent;
        }

        return directory?.FullName ?? throw new InvalidOperationException("the tests do not run inside the repository");
    }
}
