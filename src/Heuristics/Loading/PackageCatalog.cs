using System.Collections.Frozen;
using System.Collections.Immutable;
using RouterAlertAssurance.Heuristics.Packages;

namespace RouterAlertAssurance.Heuristics.Loading;

/// <summary>A package with the files it was read from, which is what travels to agents.</summary>
public sealed record LoadedPackage(HeuristicPackage Package, IReadOnlyList<(string Path, string Text)> Files)
{
    /// <summary>What is probably not meant.</summary>
    public IReadOnlyList<PackageError> Warnings { get; init; } = [];
}

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
    private readonly FrozenDictionary<string, IReadOnlyDictionary<string, MetricDefinition>> _metrics;

    private PackageCatalog(ImmutableSortedDictionary<string, LoadedPackage> packages)
    {
        _packages = packages;
        _subservices = packages.Values.SelectMany(loaded => loaded.Package.Subservices.Values).ToDictionary(type => type.Name, StringComparer.Ordinal);
        _services = packages.Values.SelectMany(loaded => loaded.Package.Services.Values).ToDictionary(type => type.Name, StringComparer.Ordinal);
        _metrics = packages.ToFrozenDictionary(pair => pair.Key, pair => MetricsFor(pair.Value.Package, packages), StringComparer.Ordinal);
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
        if (!Directory.Exists(path))
        {
            return new CatalogChange(Empty, [new PackageError(path, 0, 0, "", "there is no such folder", "name the folder that holds the folders of the packages")]);
        }

        var build = CatalogBuild.Of(PackageSource.ReadAll(path));
        return new CatalogChange(build.Catalog, [.. build.Refused.SelectMany(refused => refused.Errors)]);
    }

    public LoadedPackage? Find(string package) => _packages.GetValueOrDefault(package);

    public SubserviceType? FindSubservice(string type) => _subservices.GetValueOrDefault(type);

    public ServiceType? FindService(string type) => _services.GetValueOrDefault(type);

    /// <summary>The metrics that types of a package may read: its own and those of the packages it requires.</summary>
    public IReadOnlyDictionary<string, MetricDefinition> MetricsOf(string package) => _metrics.GetValueOrDefault(package) ?? FrozenDictionary<string, MetricDefinition>.Empty;

    /// <summary>A metric that the package which defines <paramref name="type"/> may read.</summary>
    public MetricDefinition? FindMetric(NodeType type, string metric) => MetricsOf(type.Package).GetValueOrDefault(metric);

    /// <summary>What an input of a type reads.</summary>
    public MetricDefinition? FindMetric(NodeType type, InputBinding input) => input.DefinitionIn(MetricsOf(type.Package));

    /// <summary>
    /// Threshold profiles a package's thresholds may have: its own in the order it declares them, then those of the packages it stands on.
    /// </summary>
    public IReadOnlyList<ThresholdProfile> ProfilesOf(string package) => ProfilesOf([package]);

    internal IReadOnlyList<ThresholdProfile> ProfilesOf(IEnumerable<string> packages) =>
        [.. WithRequired(packages).Reverse().SelectMany(package => package.Profiles).DistinctBy(profile => profile.Name)];

    /// <summary>These packages and all they stand on, each behind those it requires. Names that are not here are left out.</summary>
    public IReadOnlyList<HeuristicPackage> WithRequired(IEnumerable<string> packages)
    {
        var needed = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Queue<string>(packages);
        while (waiting.TryDequeue(out var name))
        {
            if (_packages.TryGetValue(name, out var loaded) && needed.Add(name))
            {
                foreach (var required in loaded.Package.Requires.Keys)
                {
                    waiting.Enqueue(required);
                }
            }
        }

        var order = PackageOrder.Of(needed.ToDictionary(name => name, name => (IReadOnlyList<string>)[.. _packages[name].Package.Requires.Keys], StringComparer.Ordinal));
        return [.. order.Ordered.Select(name => _packages[name].Package)];
    }

    /// <summary>
    /// Adds a package, or replaces the one of the same name; packages that require it are checked against it. On any error the catalog stays as it is.
    /// </summary>
    public CatalogChange Replace(IReadOnlyList<(string Path, string Text)> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var result = PackageLoader.Load(files, this);
        if (result.Package is not { } package)
        {
            return new CatalogChange(this, result.Errors);
        }

        var sources = _packages.SetItem(package.Name, new LoadedPackage(package, files))
            .Select(pair => new PackageSource(pair.Key == package.Name ? "" : pair.Key, pair.Value.Files));
        var build = CatalogBuild.Of(sources);
        return build.Refused.Count == 0
            ? new CatalogChange(build.Catalog, [])
            : new CatalogChange(this, [.. build.Refused.SelectMany(refused => refused.Errors)]);
    }

    /// <summary>The catalog with a package that was loaded against it.</summary>
    internal PackageCatalog With(LoadedPackage loaded) => new(_packages.SetItem(loaded.Package.Name, loaded));

    // No name is in two of them: the loader refuses that.
    private static IReadOnlyDictionary<string, MetricDefinition> MetricsFor(HeuristicPackage package, ImmutableSortedDictionary<string, LoadedPackage> packages) =>
        package.Requires.Count == 0
            ? package.Metrics
            : package.Requires.Keys.SelectMany(name => packages[name].Package.Metrics).Concat(package.Metrics).ToFrozenDictionary(StringComparer.Ordinal);
}
