using RouterAlertAssurance.Heuristics.Fixtures;
using RouterAlertAssurance.Heuristics.Packages;

namespace RouterAlertAssurance.Engine;

/// <summary>
/// How many of a package's symptoms its tests vouch for: a symptom counts as raised where a test that passed expects it, and as cleared where the same
/// test expects later that it is gone.
/// </summary>
/// <param name="Symptoms">Symptoms of the package.</param>
/// <param name="NotRaised">Those that no test expects, as <c>type.symptom</c>.</param>
/// <param name="NotCleared">Those that no test expects to go, as <c>type.symptom</c>.</param>
public sealed record FixtureCoverage(int Symptoms, IReadOnlyList<string> NotRaised, IReadOnlyList<string> NotCleared)
{
    public bool IsComplete => NotRaised.Count + NotCleared.Count == 0;

    public static FixtureCoverage Of(HeuristicPackage package, IEnumerable<FixtureResult> results)
    {
        ArgumentNullException.ThrowIfNull(package);
        ArgumentNullException.ThrowIfNull(results);
        var raised = new HashSet<string>(StringComparer.Ordinal);
        var cleared = new HashSet<string>(StringComparer.Ordinal);
        foreach (var fixture in results.Where(result => result.Passed).Select(result => result.Fixture))
        {
            Take(fixture, raised, cleared);
        }

        var all = package.Subservices.Values.Cast<NodeType>().Concat(package.Services.Values)
            .SelectMany(type => type.Symptoms.Select(symptom => $"{type.Name}.{symptom.Name}")).Order(StringComparer.Ordinal).ToList();
        return new FixtureCoverage(all.Count, [.. all.Where(name => !raised.Contains(name))], [.. all.Where(name => !cleared.Contains(name))]);
    }

    private static void Take(PackageFixture fixture, HashSet<string> raised, HashSet<string> cleared)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var symptoms in fixture.Expectations.Select(expectation => expectation.Symptoms).OfType<IReadOnlyList<ExpectedSymptom>>())
        {
            var active = symptoms.Select(symptom => symptom.Name).ToHashSet(StringComparer.Ordinal);
            cleared.UnionWith(seen.Where(name => !active.Contains(name)).Select(name => Short(fixture, name)));
            raised.UnionWith(active.Select(name => Short(fixture, name)));
            seen.UnionWith(active);
        }
    }

    private static string Short(PackageFixture fixture, string name) => $"{fixture.Type.Name}.{name.Split('/')[0]}";
}
