using RouterAlertAssurance.Agent.Sources;
using RouterAlertAssurance.Contracts.RouterAlert;
using RouterAlertAssurance.Engine;

namespace RouterAlertAssurance.Agent.Subservices;

/// <summary>Finds the packets behind a symptom: those that were kept for what its inputs read.</summary>
internal sealed class PacketEvidence(IEnumerable<IPacketEvidence> keepers)
{
    /// <summary>Packets of an evidence, which is stored with each change of a symptom: about 5 kB in all.</summary>
    private const int Most = 8;

    private readonly ILookup<string, IPacketEvidence> _keepers = keepers.SelectMany(keeper => keeper.Sources.Select(source => (Source: source, Keeper: keeper)))
        .ToLookup(pair => pair.Source, pair => pair.Keeper, StringComparer.Ordinal);

    /// <summary>The packets behind an account of a node's symptom, the newest last; null when no source keeps any.</summary>
    public IReadOnlyList<EvidencePacket>? Behind(Explanation explanation, NodePlan plan)
    {
        var labels = Labels(explanation, plan);
        List<EvidencePacket> packets =
        [
            .. explanation.Inputs
                .Select(input => plan.Inputs.FirstOrDefault(planned => planned.Input.Name == input.Name)?.Feed?.Implementations.FirstOrDefault(used => used.Origin == input.Origin))
                .SelectMany(used => used is null ? [] : _keepers[used.Read.Source].SelectMany(keeper => keeper.PacketsBehind(used.Read, labels, Most)))
                .DistinctBy(packet => (packet.Time, packet.Interface, packet.Direction, packet.Summary))
                .OrderBy(packet => packet.Time)
                .TakeLast(Most),
        ];
        return packets.Count > 0 ? packets : null;
    }

    /// <summary>Whether packets are kept behind anything that a node reads.</summary>
    public bool MayBeBehind(NodePlan plan) => plan.Inputs.Any(input => input.Feed?.Implementations.Any(used => _keepers.Contains(used.Read.Source)) == true);

    private static Dictionary<string, string> Labels(Explanation explanation, NodePlan plan)
    {
        var labels = plan.Node.Parameters.ToDictionary(StringComparer.Ordinal);
        foreach (var (name, value) in explanation.Definition is { } definition ? definition.ForEach.Names.Zip(explanation.Series.Values) : [])
        {
            labels[name] = value;
        }

        return labels;
    }
}
