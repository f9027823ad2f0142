using System.Text.Json;
using RouterAlertAssurance.Expressions;

namespace RouterAlertAssurance.Agent.Sources.Frr;

/// <summary>IPv4 multicast as pimd tells it: PIM neighbours (RFC 7761), multicast routes, and the listeners that IGMP knows (RFC 3376).</summary>
internal static class FrrPim
{
    public const string Daemon = "pimd";
    public const string InterfaceCommand = "show ip pim interface json";

    // Where routers that register a source with a rendezvous point send it, an interface that pimd makes for itself.
    private const string RegisterInterface = "pimreg";
    private const string RouteCommand = "show ip mroute json";
    private const string CountCommand = "show ip mroute count json";
    private const string GroupCommand = "show ip igmp groups json";
    private const string SourceCommand = "show ip igmp sources json";

    public static IReadOnlyDictionary<string, FrrRead> Reads { get; } = new Dictionary<string, FrrRead>(StringComparer.Ordinal)
    {
        ["pim/running"] = FrrRead.Running(Daemon),
        ["pim/neighbour-up"] = new(Daemon, ["show ip pim neighbor json"], reply => Sample.Present(reply.Time, HasNeighbour(reply))),
        ["mroute/installed"] = new(Daemon, [RouteCommand], reply => Sample.Present(reply.Time, Stream(reply).Number("installed") == 1)),
        ["mroute/outputs"] = new(Daemon, [RouteCommand], reply => Sample.Present(reply.Time, (double)(Stream(reply).Number("oilSize") ?? 0))),
        ["mroute/packets"] = new(Daemon, [CountCommand], reply => reply.Number(Stream(reply).Number("packets"))),
        ["mroute/wrong-interface"] = new(Daemon, [CountCommand], reply => reply.Number(Stream(reply).Number("wrongIf"))),
        // Without pimd nobody looks after listeners here, and the host's own memberships may say more.
        ["igmp/listeners"] = new(Daemon, [GroupCommand, SourceCommand], reply =>
            reply.IsRunning ? Sample.Present(reply.Time, Listeners(reply)) : Sample.Failed(reply.Time, "pimd does not run")),
    };

    /// <summary>The interfaces that PIM is configured on, up or not, of the answer to <see cref="InterfaceCommand"/>.</summary>
    public static HashSet<string> ConfiguredInterfaces(JsonElement answer) =>
        [.. answer.Members().Select(item => item.Name).Where(name => !name.StartsWith(RegisterInterface, StringComparison.Ordinal))];

    private static bool HasNeighbour(FrrReply reply) => reply.IsRunning
        && reply.Documents[0].Member(reply.Read.Argument("interface")).Member(reply.Read.Argument("neighbour")).ValueKind == JsonValueKind.Object;

    private static JsonElement Stream(FrrReply reply) =>
        reply.IsRunning ? reply.Documents[0].Member(reply.Read.Argument("group")).Member(reply.Read.Argument("source")) : default;

    // A listener of IGMPv3 may ask for some sources only, one of earlier versions asks for all.
    private static int Listeners(FrrReply reply)
    {
        var group = reply.Read.Argument("group");
        var source = reply.Read.Argument("source");
        return reply.Documents[0].Members().Count(item => item.Value.Member("groups").Items().Any(entry => entry.Text("group") == group
            && (entry.Text("mode") != "INCLUDE" || HasSource(reply.Documents[1].Member(item.Name).Member(group), source))));
    }

    private static bool HasSource(JsonElement group, string source) => group.Member("sources").Items().Any(entry => entry.Text("source") == source);
}
