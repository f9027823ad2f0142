using RouterAlertAssurance.Heuristics.Packages;

namespace RouterAlertAssurance.Heuristics.Loading;

/// <summary>What a package requires of others: <c>requires: {base: "&gt;=0.1.0 &lt;1.0.0"}</c>.</summary>
/// <param name="Ranges">Versions that will do, by package.</param>
/// <param name="Packages">The packages that are there in such a version, by name.</param>
/// <param name="IsComplete">Whether all are there. Where not, what is unknown may be of one that is missing, which is not worth a second error.</param>
internal sealed record Requirements(IReadOnlyDictionary<string, VersionRange> Ranges, IReadOnlyList<HeuristicPackage> Packages, bool IsComplete)
{
    public static Requirements Read(PackageDocument document, string package, PackageCatalog others, Refusals refusals, ErrorList errors)
    {
        var ranges = new SortedDictionary<string, VersionRange>(StringComparer.Ordinal);
        var packages = new List<HeuristicPackage>();
        foreach (var entry in document.Requires)
        {
            if (Range(entry, errors) is not { } range)
            {
                continue;
            }

            ranges[entry.Key.Value] = range;
            if (Find(entry, range, package, others, refusals, errors) is { } found)
            {
                packages.Add(found);
            }
        }

        return new(ranges, [.. packages.OrderBy(found => found.Name, StringComparer.Ordinal)], packages.Count == document.Requires.Count);
    }

    /// <summary>The line that lets a package use what another one defines.</summary>
    public static string LineFor(HeuristicPackage package) =>
        SemanticVersion.TryParse(package.Version, out var version) ? $"requires: {{{package.Name}: \"{VersionRange.CompatibleWith(version)}\"}}" : "";

    private static VersionRange? Range(SourceEntry entry, ErrorList errors)
    {
        if (entry.Value is SourceScalar scalar && VersionRange.TryParse(scalar.Value, out var range))
        {
            if (range.IsEmpty)
            {
                errors.Add(entry.Value, $"no version is in the range '{Suggestions.Shorten(scalar.Value)}'", VersionRange.Example);
                return null;
            }

            return range;
        }

        errors.Add(
            entry.Value, entry.Value is SourceScalar text ? $"'{Suggestions.Shorten(text.Value)}' is no range of versions" : $"a range of versions must be text, not {entry.Value.Kind}", VersionRange.Example);
        return null;
    }

    private static HeuristicPackage? Find(SourceEntry entry, VersionRange range, string package, PackageCatalog others, Refusals refusals, ErrorList errors)
    {
        var name = entry.Key.Value;
        if (refusals.Why(package, name) is { } refusal)
        {
            errors.Add(entry.Key, refusal.Message, refusal.Suggestion);
            return null;
        }

        if (others.Find(name)?.Package is not { } found)
        {
            var known = others.Packages.Select(loaded => loaded.Package.Name);
            errors.Add(entry.Key, $"there is no package '{Suggestions.Shorten(name)}'", Suggestions.DidYouMean(name, known) ?? "put it into a folder beside this one");
            return null;
        }

        if (SemanticVersion.TryParse(found.Version, out var version) && range.Contains(version))
        {
            return found;
        }

        errors.Add(entry.Value, $"package '{name}' is there in version {found.Version}, which is not in {range}", "install a version in the range, or widen it here");
        return null;
    }
}
