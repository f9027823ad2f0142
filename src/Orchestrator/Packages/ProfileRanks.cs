using System.Collections.Frozen;
using RouterAlertAssurance.Heuristics.Loading;

namespace RouterAlertAssurance.Orchestrator.Packages;

/// <summary>Which of two threshold profiles wins where services share a node: the one its package declares first. Looked up once for each package.</summary>
internal sealed class ProfileRanks(PackageCatalog catalog)
{
    private readonly Dictionary<string, IReadOnlyDictionary<string, int>> _known = new(StringComparer.Ordinal);

    /// <summary>The profiles of a package with their ranks, 0 first; none of a package that is not there.</summary>
    public IReadOnlyDictionary<string, int> Of(string? package) =>
        package is null ? FrozenDictionary<string, int>.Empty
        : _known.TryGetValue(package, out var ranks) ? ranks
        : _known[package] = catalog.ProfilesOf(package).Index().ToDictionary(profile => profile.Item.Name, profile => profile.Index, StringComparer.Ordinal);
}
