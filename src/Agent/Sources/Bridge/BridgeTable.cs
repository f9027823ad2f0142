using System.Collections.Immutable;
using System.Net;
using RouterAlertAssurance.Agent.Sources.Netlink;

namespace RouterAlertAssurance.Agent.Sources.Bridge;

/// <summary>One bridge at one moment: its ports, and what lies behind them. A bridge that does not exist has neither.</summary>
/// <param name="TunnelPorts">Ports that are tunnels and up.</param>
/// <param name="LocalPorts">Other ports that are up.</param>
/// <param name="Entries">Forwarding entries of the ports.</param>
internal sealed record BridgeTable(int TunnelPorts, int LocalPorts, ImmutableArray<ForwardingEntry> Entries)
{
    public static BridgeTable Of(string name, NetworkSnapshot network, IEnumerable<ForwardingEntry> entries)
    {
        var index = network.Link(name)?.Index;
        var ports = network.Links.Values.Where(link => index is not null && link.Bridge == index).ToDictionary(link => link.Index);
        var up = ports.Values.Where(port => port.OperUp).ToList();
        return new BridgeTable(
            up.Count(port => port.Tunnel is not null),
            up.Count(port => port.Tunnel is null),
            [.. entries.Where(entry => ports.ContainsKey(entry.Port))]);
    }

    public bool FloodsTo(IPAddress remote) => Entries.Any(entry => entry.Address == ForwardingEntry.Unknown && remote.Equals(entry.Remote));

    public int LearnedBehind(IPAddress remote) => Entries.Count(entry => entry.Address != ForwardingEntry.Unknown && remote.Equals(entry.Remote));
}
