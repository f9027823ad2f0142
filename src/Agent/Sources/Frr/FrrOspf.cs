using System.Text.Json;

namespace RouterAlertAssurance.Agent.Sources.Frr;

/// <summary>OSPF for IPv4 as ospfd tells it. Authentication failures are not reported: such a neighbour is only not there.</summary>
internal static class FrrOspf
{
    private const string Daemon = "ospfd";
    private const string NeighbourCommand = "show ip ospf neighbor json";

    public static IReadOnlyDictionary<string, FrrRead> Reads { get; } = new Dictionary<string, FrrRead>(StringComparer.Ordinal)
    {
        ["ospf/running"] = FrrRead.Running(Daemon),
        ["ospf/interfaces"] = FrrRead.Count(Daemon, "show ip ospf interface json", Interfaces),
        ["ospf/neighbours"] = FrrRead.Count(Daemon, NeighbourCommand, Neighbours),
        ["ospf/neighbours-exchanging"] = FrrRead.Count(Daemon, NeighbourCommand, Exchanging),
        ["ospf/spf-runs"] = FrrRead.Number(Daemon, "show ip ospf json", document => Sum(document, "spfExecutedCounter")),
        ["ospf/lsas"] = FrrRead.Number(Daemon, "show ip ospf json", document => Sum(document, "lsaNumber")),
    };

    internal static int Interfaces(JsonElement document) => document.Member("interfaces").Members()
        .Count(item => item.Value.Text("networkType") is not "LOOPBACK" && item.Value.Boolean("timerPassiveIface") is not true && item.Value.Text("state") is not "Loopback");

    internal static int Neighbours(JsonElement document) =>
        StatesOf(document).Count(state => state.StartsWith("Full", StringComparison.Ordinal));

    /// <summary>Neighbours that exchange databases. One that stays so does not agree on the MTU (RFC 2328 section 10.6), or loses large packets.</summary>
    internal static int Exchanging(JsonElement document) =>
        StatesOf(document).Count(state => state.StartsWith("Ex", StringComparison.Ordinal) || state.StartsWith("Loading", StringComparison.Ordinal));

    private static IEnumerable<string> StatesOf(JsonElement document)
    {
        var neighbours = document.Member("neighbors") is { ValueKind: JsonValueKind.Object } nested ? nested : document;
        return neighbours.Members().SelectMany(router => router.Value.Items())
            .Select(neighbour => neighbour.Text("converged") ?? neighbour.Text("nbrState") ?? neighbour.Text("state") ?? "");
    }

    private static double? Sum(JsonElement document, string name)
    {
        var numbers = document.Member("areas").Members().Select(area => area.Value.Number(name)).OfType<ulong>().ToList();
        return numbers.Count == 0 ? null : numbers.Sum(number => (double)number);
    }
}
