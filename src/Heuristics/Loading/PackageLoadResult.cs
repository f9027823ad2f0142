using RouterAlertAssurance.Heuristics.Packages;

namespace RouterAlertAssurance.Heuristics.Loading;

/// <summary>What became of the files of a package.</summary>
/// <param name="Package">The package, or null when there is any error.</param>
/// <param name="Errors">Every error found, in the order of the files.</param>
public sealed record PackageLoadResult(HeuristicPackage? Package, IReadOnlyList<PackageError> Errors)
{
    /// <summary>What is probably not meant, in the order of the files; told once there are no errors.</summary>
    public IReadOnlyList<PackageError> Warnings { get; init; } = [];

    /// <summary>The package with those it was loaded with; empty where it was loaded into another catalog.</summary>
    public PackageCatalog Catalog { get; init; } = PackageCatalog.Empty;
}
