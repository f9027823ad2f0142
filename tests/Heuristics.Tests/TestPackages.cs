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

    /// <summary>A package <c>soft</c> upon base, with a service <c>feed</c> of a device.</summary>
    /// <param name="more">What else the service has; its first line is the ninth of the package.</param>
    public static string Feed(string more = "") => $$"""
        package: soft
        version: 1.0.0
        revision: 2026-01-31
        services:
          feed:
            label: Feed {name}
            owner: device
            parameters: [{name: device, type: device}]
            {{more.Replace("\n", "\n    ", StringComparison.Ordinal)}}
        requires: {base: "*"}
        """;

    private static PackageCatalog LoadBase()
    {
        var change = PackageCatalog.LoadDirectories(Path.Combine(Root, "heuristics"));
        change.Errors.ShouldBeEmpty(string.Join('\n', change.Errors));
        return change.Catalog;
    }
}
