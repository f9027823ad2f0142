using RouterAlertAssurance.Agent.Sources.SlowPath;
using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Packets.Layers;
using RouterAlertAssurance.Packets.Punting;

namespace RouterAlertAssurance.Agent.Facts;

/// <summary>Facts about programs that take packets with Router Alert out of forwarding. Pure.</summary>
internal static class RouterAlertListeners
{
    private const string Any = "any";

    /// <summary>One for each family, protocol and program; a queue of netfilter is fed by rules with what they choose.</summary>
    public static IEnumerable<FactDocument> Of(string device, PuntSnapshot punts) => punts.Sockets
        .Where(socket => socket.RouterAlert == RouterAlertAnswer.Yes)
        .Select(socket => (Family: IpFamilyNames.Key(socket.Socket.IsIpv6), Protocol: SlowPathLabels.Protocol(socket), Program: socket.Owner?.Program ?? "", Kind: "socket"))
        .Concat(punts.Queues.IsDefault ? [] : punts.Queues.Select(queue => (Family: Any, Protocol: Any, Program: queue.Owner?.Program ?? "", Kind: "queue")))
        .Distinct()
        .OrderBy(row => row.Kind, StringComparer.Ordinal).ThenBy(row => row.Family, StringComparer.Ordinal).ThenBy(row => row.Protocol, StringComparer.Ordinal).ThenBy(row => row.Program, StringComparer.Ordinal)
        .Select(row => new FactDocument("router-alert-listener", new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["device"] = device,
            ["family"] = row.Family,
            ["protocol"] = row.Protocol,
            ["program"] = row.Program,
            ["kind"] = row.Kind,
        }));
}
