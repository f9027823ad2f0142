namespace RouterAlertAssurance.Heuristics.Loading;

/// <summary>A package that was not taken.</summary>
/// <param name="Name">As it calls itself, or as its folder is called.</param>
/// <param name="Errors">All of them.</param>
public sealed record RefusedPackage(string Name, IReadOnlyList<PackageError> Errors);

/// <summary>A catalog made of sources, without the packages that were refused.</summary>
/// <param name="Catalog">Complete in itself: what a refused package is required by is refused as well.</param>
/// <param name="Refused">By name.</param>
public sealed record CatalogBuild(PackageCatalog Catalog, IReadOnlyList<RefusedPackage> Refused)
{
    /// <summary>Loads packages, each behind those it requires, in whatever order they are given. Never throws for what they contain.</summary>
    public static CatalogBuild Of(IEnumerable<PackageSource> sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        return Of(sources.Select(PackageDraft.Read));
    }

    /// <summary>Loads one package with those it requires, directly or through another one.</summary>
    /// <param name="source">The package.</param>
    /// <param name="find">Finds a package by its name; null when there is none.</param>
    /// <returns>The package; errors are those of the packages it requires too.</returns>
    public static PackageLoadResult Of(PackageSource source, Func<string, PackageSource?> find)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(find);
        var drafts = new List<PackageDraft> { PackageDraft.Read(source) };
        var asked = new HashSet<string>(StringComparer.Ordinal) { drafts[0].Name };
        for (var i = 0; i < drafts.Count; i++)
        {
            drafts.AddRange(drafts[i].Requires.Where(asked.Add).Select(find).OfType<PackageSource>().Select(PackageDraft.Read));
        }

        var build = Of(drafts);
        return new(build.Catalog.Find(drafts[0].Name)?.Package, [.. build.Refused.SelectMany(refused => refused.Errors)])
        {
            Catalog = build.Catalog,
            Warnings = build.Catalog.Find(drafts[0].Name)?.Warnings ?? [],
        };
    }

    private static CatalogBuild Of(IEnumerable<PackageDraft> all)
    {
        var drafts = new Dictionary<string, PackageDraft>(StringComparer.Ordinal);
        var refused = new List<RefusedPackage>();
        foreach (var draft in all)
        {
            if (!drafts.TryAdd(draft.Name, draft))
            {
                refused.Add(new(draft.Name, [Repeated(draft, drafts[draft.Name])]));
            }
        }

        var order = PackageOrder.Of(drafts.ToDictionary(pair => pair.Key, pair => pair.Value.Requires, StringComparer.Ordinal));
        var catalog = PackageCatalog.Empty;
        var refusals = new Refusals(order);
        foreach (var name in order.Ordered.Concat(order.Stuck))
        {
            var result = PackageLoader.Load(drafts[name], catalog, refusals);
            if (result.Package is { } package)
            {
                catalog = catalog.With(new LoadedPackage(package, drafts[name].Source.Files) { Warnings = result.Warnings });
            }
            else
            {
                refusals.Add(name);
                refused.Add(new(name, result.Errors));
            }
        }

        return new(catalog, [.. refused.OrderBy(package => package.Name, StringComparer.Ordinal)]);
    }

    private static PackageError Repeated(PackageDraft draft, PackageDraft first) =>
        new(draft.Source.Folder, 0, 0, "", $"package '{draft.Name}' is already in {first.Source.Folder}", "give one of them another name, or remove its folder");
}
