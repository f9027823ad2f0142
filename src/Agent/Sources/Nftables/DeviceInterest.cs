using System.Collections.Immutable;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Nftables.Policy;

namespace RouterAlertAssurance.Agent.Sources.Nftables;

/// <summary>The protocols whose packets with Router Alert a device is meant to serve, as the nodes of the agent's configuration declare them.</summary>
/// <param name="nodes">Nodes of the configuration that holds now.</param>
internal sealed class DeviceInterest(Func<ImmutableArray<AssuranceNode>> nodes)
{
    // Parameters of the package router-alert: protocols of interest at all, and those that somebody shall take.
    private const string Device = "device", OfInterest = "of-interest", Interested = "interested", Protocols = "protocols", None = "none";

    /// <summary>All that is declared for a device, and what is usual where nothing is.</summary>
    public IReadOnlyList<AuditProtocol> Of(string device)
    {
        var declared = nodes().Where(node => node.Parameters.GetValueOrDefault(Device, "") == device).Select(Declared).OfType<string>().ToList();
        return declared.Count == 0 ? AuditProtocol.UsuallyOfInterest : [.. declared.SelectMany(list => list.Split(',')).Select(AuditProtocol.Parse).OfType<AuditProtocol>().Distinct()];
    }

    private static string? Declared(AssuranceNode node) =>
        node.Parameters.TryGetValue(OfInterest, out var list) ? list
        : node.Parameters.GetValueOrDefault(Interested, None) != None ? node.Parameters.GetValueOrDefault(Protocols, None)
        : null;
}
