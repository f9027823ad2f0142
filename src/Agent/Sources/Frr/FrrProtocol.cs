using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;

namespace RouterAlertAssurance.Agent.Sources.Frr;

/// <summary>A routing protocol: whom to ask what, and what of the answer is counted.</summary>
internal sealed record FrrProtocol(
    string Daemon, ImmutableArray<string> Commands, FrozenDictionary<string, Func<ImmutableArray<JsonElement>, int>> Counts)
{
    public static FrozenDictionary<string, FrrProtocol> ByName { get; } = new Dictionary<string, FrrProtocol>(StringComparer.Ordinal)
    {
        ["isis"] = new(
            "isisd",
            ["show isis interface json", "show isis neighbor json"],
            Table(("isis/circuits", documents => IsisCircuits(documents[0])), ("isis/adjacencies", documents => IsisAdjacencies(documents[1])))),
        ["ospf"] = new(
            "ospfd",
            ["show ip ospf interface json", "show ip ospf neighbor json"],
            Table(("ospf/interfaces", documents => OspfInterfaces(documents[0])), ("ospf/neighbours", documents => OspfNeighbours(documents[1])))),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Null when the protocol has no such count.</summary>
    public int? Count(string read, ImmutableArray<JsonElement> documents) =>
        !Counts.TryGetValue(read, out var count) ? null : documents.Length < Commands.Length ? 0 : count(documents);

    /// <summary>Circuits over which a neighbour is expected: those that are up, without the passive loopback.</summary>
    internal static int IsisCircuits(JsonElement document) => IsisCircuitsOf(document)
        .Select(circuit => circuit.Member("interface"))
        .Count(circuit => circuit.Text("type") is { } type && type != "loopback");

    // A neighbour that was lost is not listed as down, it is not listed at all; the passive loopback is listed without one.
    internal static int IsisAdjacencies(JsonElement document) =>
        IsisCircuitsOf(document).Count(circuit => circuit.Text("adj") is not null && circuit.Text("state") == "Up");

    internal static int OspfInterfaces(JsonElement document) => document.Member("interfaces").Members()
        .Count(item => item.Value.Text("networkType") is not "LOOPBACK" && item.Value.Boolean("timerPassiveIface") is not true && item.Value.Text("state") is not "Loopback");

    internal static int OspfNeighbours(JsonElement document)
    {
        var neighbours = document.Member("neighbors") is { ValueKind: JsonValueKind.Object } nested ? nested : document;
        return neighbours.Members().SelectMany(router => router.Value.Items()).Count(IsFull);
    }

    private static bool IsFull(JsonElement neighbour) =>
        (neighbour.Text("converged") ?? neighbour.Text("nbrState") ?? neighbour.Text("state") ?? "").StartsWith("Full", StringComparison.Ordinal);

    private static IEnumerable<JsonElement> IsisCircuitsOf(JsonElement document) =>
        document.Member("areas").Items().SelectMany(area => area.Member("circuits").Items());

    private static FrozenDictionary<string, Func<ImmutableArray<JsonElement>, int>> Table(
        params ReadOnlySpan<(string Read, Func<ImmutableArray<JsonElement>, int> Count)> rows)
    {
        var table = new Dictionary<string, Func<ImmutableArray<JsonElement>, int>>(StringComparer.Ordinal);
        foreach (var (read, count) in rows)
        {
            table[read] = count;
        }

        return table.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
