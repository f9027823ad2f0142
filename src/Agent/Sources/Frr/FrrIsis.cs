using System.Text.Json;

namespace RouterAlertAssurance.Agent.Sources.Frr;

/// <summary>IS-IS as isisd tells it. It reports neither authentication failures nor MTU mismatches: such a neighbour is only not there.</summary>
internal static class FrrIsis
{
    private const string Daemon = "isisd";

    public static IReadOnlyDictionary<string, FrrRead> Reads { get; } = new Dictionary<string, FrrRead>(StringComparer.Ordinal)
    {
        ["isis/running"] = FrrRead.Running(Daemon),
        ["isis/circuits"] = FrrRead.Count(Daemon, "show isis interface json", Circuits),
        ["isis/adjacencies"] = FrrRead.Count(Daemon, "show isis neighbor json", Adjacencies),
        ["isis/spf-runs"] = FrrRead.Number(Daemon, "show isis summary json", SpfRuns),
        ["isis/lsps"] = FrrRead.Number(Daemon, "show isis database json", Lsps),
    };

    /// <summary>Circuits over which a neighbour is expected: those that are up, without the passive loopback.</summary>
    internal static int Circuits(JsonElement document) => CircuitsOf(document)
        .Select(circuit => circuit.Member("interface"))
        .Count(circuit => circuit.Text("type") is { } type && type != "loopback");

    // A neighbour that was lost is not listed as down, it is not listed at all; the passive loopback is listed without one.
    internal static int Adjacencies(JsonElement document) =>
        CircuitsOf(document).Count(circuit => circuit.Text("adj") is not null && circuit.Text("state") == "Up");

    internal static double? SpfRuns(JsonElement document) => Sum(document, "last-run-count");

    /// <summary>Link state PDUs in the databases of all levels; what else the answer lists is only the last of them.</summary>
    internal static double? Lsps(JsonElement document) => Sum(document, "count");

    private static double? Sum(JsonElement document, string name)
    {
        var numbers = document.Member("areas").Items().SelectMany(area => area.Member("levels").Items())
            .Select(level => level.Number(name)).OfType<ulong>().ToList();
        return numbers.Count == 0 ? null : numbers.Sum(number => (double)number);
    }

    private static IEnumerable<JsonElement> CircuitsOf(JsonElement document) =>
        document.Member("areas").Items().SelectMany(area => area.Member("circuits").Items());
}
