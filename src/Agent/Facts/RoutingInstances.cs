using System.Globalization;
using System.Text.Json;
using RouterAlertAssurance.Agent.Sources;
using RouterAlertAssurance.Agent.Sources.Frr;

namespace RouterAlertAssurance.Agent.Facts;

/// <summary>Finds which routing protocols run, by asking FRR's daemons.</summary>
internal sealed class RoutingInstances(IFrrShell shell)
{
    public async Task<List<RoutingInstance>> FindAsync(string pathspace, CancellationToken cancellationToken)
    {
        var found = new List<RoutingInstance>();
        if (!shell.IsInstalled)
        {
            return found;
        }

        foreach (var area in (await AskAsync(pathspace, "isisd", "show isis interface json", cancellationToken)).Member("areas").Items())
        {
            var circuits = area.Member("circuits").Items().Select(circuit => circuit.Member("interface").Text("name")).OfType<string>();
            found.Add(new RoutingInstance("is-is", area.Text("area") ?? "default", "isis", circuits.ToHashSet(StringComparer.Ordinal)));
        }

        // An ospfd without a configured router answers an empty object.
        if ((await AskAsync(pathspace, "ospfd", "show ip ospf json", cancellationToken)).Text("routerId") is not null)
        {
            var interfaces = (await AskAsync(pathspace, "ospfd", "show ip ospf interface json", cancellationToken)).Member("interfaces").Members();
            found.Add(new RoutingInstance("ospf", "default", "ospf", interfaces.Select(item => item.Name).ToHashSet(StringComparer.Ordinal)));
        }

        if (FrrBgp.Sessions(await AskAsync(pathspace, FrrBgp.Daemon, FrrBgp.NeighbourCommand, cancellationToken)).ToList() is { Count: > 0 } sessions)
        {
            found.Add(Bgp(sessions));
        }

        if (FrrPim.ConfiguredInterfaces(await AskAsync(pathspace, FrrPim.Daemon, FrrPim.InterfaceCommand, cancellationToken)) is { Count: > 0 } multicast)
        {
            // The routes that multicast follows are those of others.
            found.Add(new RoutingInstance("pim", "default", "", multicast));
        }

        return found;
    }

    private static RoutingInstance Bgp(List<JsonProperty> sessions)
    {
        static string Number(JsonElement session, string name) => session.Number(name)?.ToString(CultureInfo.InvariantCulture) ?? "";
        return new RoutingInstance("bgp", Number(sessions[0].Value, "localAs"), "bgp", new HashSet<string>())
        {
            Neighbours =
            [
                .. sessions.Select(session => new BgpNeighbour(session.Name, session.Value.Text("hostLocal") ?? "", Number(session.Value, "remoteAs")))
                    .OrderBy(neighbour => neighbour.Peer, StringComparer.Ordinal),
            ],
        };
    }

    private async Task<JsonElement> AskAsync(string pathspace, string daemon, string command, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await shell.AskAsync(pathspace, daemon, [command], cancellationToken);
            return answer.Documents.IsDefaultOrEmpty ? default : answer.Documents[0];
        }
        catch (Exception exception) when (exception is IOException or JsonException)
        {
            // A daemon that is starting or ending: the next round sees it.
            return default;
        }
    }
}
