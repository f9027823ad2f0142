namespace RouterAlertAssurance.Heuristics.Loading;

/// <summary>Something that uses a type of a package would no longer fit.</summary>
/// <param name="Package">The package that defines the type.</param>
/// <param name="Message">What uses it, and why it would not fit.</param>
public sealed record CatalogConflict(string Package, string Message);

/// <summary>
/// Takes what changed of a set of packages, as far as it is good: a package that is refused stays as it was, and so does one whose new version, or
/// whose going away, what stands on it does not bear.
/// </summary>
/// <param name="Catalog">The new catalog; the old one when nothing was taken.</param>
/// <param name="Refused">What was not taken, by name. Refused going away says so.</param>
public sealed record CatalogReload(PackageCatalog Catalog, IReadOnlyList<RefusedPackage> Refused)
{
    /// <summary>Compares the packages in use with the sources there are now. Never throws for what these contain.</summary>
    /// <param name="before">The packages in use.</param>
    /// <param name="sources">All packages there are now.</param>
    /// <param name="conflicts">What uses the types of <paramref name="before"/> and would not fit a new catalog.</param>
    public static CatalogReload Of(PackageCatalog before, IEnumerable<PackageSource> sources, Func<PackageCatalog, IEnumerable<CatalogConflict>> conflicts)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentNullException.ThrowIfNull(conflicts);
        var attempt = new Attempt(before, sources);
        // Each round puts back at least one package, so in the end all are as before.
        while (!attempt.IsAsBefore)
        {
            var build = CatalogBuild.Of(attempt.Sources);
            if (!attempt.PutBack(build) && !attempt.PutBack(conflicts(build.Catalog)))
            {
                return new(build.Catalog, attempt.Refused);
            }
        }

        return new(before, attempt.Refused);
    }

    private sealed class Attempt
    {
        private readonly PackageCatalog _before;
        private readonly SortedDictionary<string, PackageSource> _sources = new(StringComparer.Ordinal);
        private readonly SortedDictionary<string, IReadOnlyList<PackageError>> _refused = new(StringComparer.Ordinal);

        // Packages that are not as they were: changed, come or gone.
        private readonly SortedSet<string> _changed = new(StringComparer.Ordinal);

        public Attempt(PackageCatalog before, IEnumerable<PackageSource> sources)
        {
            _before = before;
            foreach (var draft in sources.Select(PackageDraft.Read))
            {
                if (!_sources.TryAdd(draft.Name, draft.Source))
                {
                    _refused[draft.Name] = [new(draft.Source.Folder, 0, 0, "", $"package '{draft.Name}' is already in {_sources[draft.Name].Folder}", "give one of them another name, or remove its folder")];
                }
                else if (draft.Source.Errors.Count > 0 || before.Find(draft.Name)?.Package.Digest != draft.Digest)
                {
                    // What cannot be read is in no digest.
                    _changed.Add(draft.Name);
                }
            }

            _changed.UnionWith(before.Packages.Select(loaded => loaded.Package.Name).Where(name => !_sources.ContainsKey(name)));
        }

        public IEnumerable<PackageSource> Sources => _sources.Values;

        public bool IsAsBefore => _changed.Count == 0;

        public IReadOnlyList<RefusedPackage> Refused => [.. _refused.Select(pair => new RefusedPackage(pair.Key, pair.Value))];

        /// <summary>Puts back what has errors of its own; where a package that did not change has errors, what it stands on.</summary>
        public bool PutBack(CatalogBuild build)
        {
            var refused = build.Refused.ToDictionary(package => package.Name, StringComparer.Ordinal);
            // Who only stands on a refused one is judged again once that one is put back.
            var roots = build.Refused.Where(package => !RequiresOf(package.Name).Any(refused.ContainsKey)).ToList();
            foreach (var package in roots.Count > 0 ? roots : build.Refused)
            {
                if (_changed.Contains(package.Name))
                {
                    PutBack(package.Name, package.Errors);
                }
                else
                {
                    Blame(package.Name, [.. package.Errors.Select(error => error with { Message = $"package '{package.Name}' would not load any more: {error.Message}" })]);
                }
            }

            return build.Refused.Count > 0;
        }

        /// <summary>Puts back the packages whose change something does not bear.</summary>
        public bool PutBack(IEnumerable<CatalogConflict> conflicts)
        {
            var any = false;
            foreach (var conflict in conflicts.GroupBy(conflict => conflict.Package, StringComparer.Ordinal).ToList())
            {
                any |= Blame(conflict.Key, [.. conflict.Select(one => new PackageError("", 0, 0, "", one.Message, "change or remove what uses it first, or keep what it needs"))]);
            }

            return any;
        }

        // A package that fits no more without having changed: what it stands on did; where not even that, something else got in its way.
        private bool Blame(string package, IReadOnlyList<PackageError> errors)
        {
            var below = _before.WithRequired([package]).Select(required => required.Name).Where(_changed.Contains).ToList();
            var culprits = below.Count > 0 ? below : [.. _changed];
            foreach (var culprit in culprits)
            {
                PutBack(culprit, errors);
            }

            return culprits.Count > 0;
        }

        private void PutBack(string package, IReadOnlyList<PackageError> errors)
        {
            _refused[package] = _sources.ContainsKey(package) ? errors : [new("", 0, 0, "", $"the folder of package '{package}' is gone, and it is in use", "put it back, or remove what uses it first"), .. errors];
            _changed.Remove(package);
            if (_before.Find(package) is { } loaded)
            {
                _sources[package] = new PackageSource("", loaded.Files);
            }
            else
            {
                _sources.Remove(package);
            }
        }

        private IReadOnlyList<string> RequiresOf(string package) => _sources.TryGetValue(package, out var source) ? PackageDraft.Read(source).Requires : [];
    }
}
