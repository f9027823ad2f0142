using System.Collections.Immutable;
using RouterAlertAssurance.Heuristics.Packages;

namespace RouterAlertAssurance.Heuristics.Loading;

/// <summary>A package with the files it was read from, which is what travels to agents.</summary>
public sealed record LoadedPackage(HeuristicPackage Package, IReadOnlyList<(string Path, string Text)> Files);

/// <summary>Outcome of a change of the catalog.</summary>
/// <param name="Catalog">The new catalog, or the old one when there are errors.</param>
/// <param name="Errors">Why the files were refused; empty when they were taken.</param>
public sealed record CatalogChange(PackageCatalog Catalog, IReadOnlyList<PackageError> Errors);

/// <summary>The packages in use at one moment. Immutable: a change makes a new catalog, and a refused change leaves the old one.</summary>
public sealed class PackageCatalog
{
    private readonly ImmutableSortedDictionary<string, LoadedPackage> _packages;
    private readonly Dictionary<string, SubserviceType> _subservices;
    private readonly Dictionary<string, ServiceType> _services;

    private PackageCatalog(ImmutableSortedDictionary<string, LoadedPackage> packages)
    {
        _packages = packages;
        _subservices = packages.Values.SelectMany(loaded => loaded.Package.Subservices.Values).ToDictionary(type => type.Name, StringComparer.Ordinal);
        _services = packages.Values.SelectMany(loaded => loaded.Package.Services.Values).ToDictionary(type => type.Name, StringComparer.Ordinal);
    }

    public static PackageCatalog Empty { get; } = new(ImmutableSortedDictionary.Create<string, LoadedPackage>(StringComparer.Ordinal));

    /// <summary>Ordered by name.</summary>
    public IEnumerable<LoadedPackage> Packages => _packages.Values;

    public IEnumerable<string> SubserviceNames => _subservices.Keys.Order(StringComparer.Ordinal);

    public IEnumerable<string> ServiceNames => _services.Keys.Order(StringComparer.Ordinal);

    /// <summary>Loads every subfolder of a folder as a package; a package that is refused is left out and its errors are told.</summary>
    public static CatalogChange LoadDirectories(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var catalog = Empty;
        var errors = new List<PackageError>();
        if (!Directory.Exists(path))
        {
            return new CatalogChange(catalog, [new PackageError(path, 0, 0, "", "there is no such folder")]);
        }

        var pending = Directory.GetDirectories(path).Order(StringComparer.Ordinal).ToList();
        for (var progress = true; progress && pending.Count > 0;)
        {
            // A package may depend on types of another one that comes later by name: go on while rounds make progress.
            errors.Clear();
            var before = pending.Count;
            pending.RemoveAll(folder => Take(folder, ref catalog, errors));
            progress = pending.Count < before;
        }

        return new CatalogChange(catalog, errors);
    }

    public LoadedPackage? Find(string package) => _packages.GetValueOrDefault(package);

    public SubserviceType? FindSubservice(string type) => _subservices.GetValueOrDefault(type);

    public ServiceType? FindService(string type) => _services.GetValueOrDefault(type);

    /// <summary>A metric of the package that defines <paramref name="type"/>.</summary>
    public MetricDefinition? FindMetric(NodeType type, string metric) => Find(type.Package)?.Package.Metrics.GetValueOrDefault(metric);

    /// <summary>Adds a package, or replaces the one of the same name. On any error the catalog stays as it is.</summary>
    public CatalogChange Replace(IReadOnlyList<(string Path, string Text)> files)
    {
        var result = PackageLoader.Load(files, this);
        if (result.Package is not { } package)
        {
            return new CatalogChange(this, result.Errors);
        }

        var packages = _packages.SetItem(package.Name, new LoadedPackage(package, files));
        var broken = Dangling(packages, package.Name);
        return broken.Count > 0 ? new CatalogChange(this, broken) : new CatalogChange(new PackageCatalog(packages), []);
    }

    private static bool Take(string folder, ref PackageCatalog catalog, List<PackageError> errors)
    {
        var files = PackageFolder.Read(folder);
        var change = files.Errors.Count > 0 ? new CatalogChange(catalog, files.Errors) : catalog.Replace(files.Files);
        errors.AddRange(change.Errors.Select(error => error with { File = Path.Combine(folder, error.File) }));
        catalog = change.Catalog;
        return change.Errors.Count == 0;
    }

    // Types of other packages that lead to a type which the new version lacks or declares with other parameters.
    private static List<PackageError> Dangling(ImmutableSortedDictionary<string, LoadedPackage> packages, string replaced)
    {
        var types = packages.Values.SelectMany(loaded => loaded.Package.Subservices.Values).ToLookup(type => type.Name, StringComparer.Ordinal);
        return [.. packages.Values.Where(loaded => loaded.Package.Name != replaced)
            .SelectMany(loaded => loaded.Package.Subservices.Values.Concat<NodeType>(loaded.Package.Services.Values))
            .SelectMany(type => type.Dependencies.Where(rule => !Fits(rule, types)).Select(rule => (type, rule)))
            .Select(pair => new PackageError(
                "", 0, 0, "", $"type '{pair.type.Name}' of package '{pair.type.Package}' depends on '{pair.rule.Subservice}', which would no longer fit"))];
    }

    private static bool Fits(DependencyRule rule, ILookup<string, SubserviceType> types) =>
        types[rule.Subservice].FirstOrDefault() is { } target
        && target.Parameters.Select(parameter => parameter.Name).ToHashSet(StringComparer.Ordinal).SetEquals(rule.With.Keys);
}
