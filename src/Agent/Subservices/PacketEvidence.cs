using RouterAlertAssurance.Agent.Sources;
using RouterAlertAssurance.Contracts.RouterAlert;
using RouterAlertAssurance.Engine;

namespace RouterAlertAssurance.Agent.Subservices;

/// <summary>Finds the packets behind a symptom: those that the sources of its inputs kept for what was read.</summary>
internal sealed class PacketEvidence(IEnumerable<IPacketEvidence> sources)
{
    /// <summary>Packets of an evidence, which is stored with each change of a symptom: about 5 kB in all.</summary>
    private const int Most = 8;

    private readonly Dictionary<string, IPacketEvidence> _sources = sources.ToDictionary(source => source.Name, StringComparer.Ordinal);

    /// <summary>The packets behind an account of a node's symptom, the newest last; null when no source keeps any.</summary>
    public IReadOnlyList<EvidencePacket>? Behind(Explanation explanation, NodePlan plan)
    {
        var labels = explanation.Definition is { } definition
            ? definition.ForEach.Names.Zip(explanation.Series.Values).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal)
            : [];
        List<EvidencePacket> packets =
        [
            .. explanation.Inputs
                .Select(input => plan.Inputs.FirstOrDefault(planned => planned.Input.Name == input.Name)?.Feed?.Implementations.FirstOrDefault(used => used.Origin == input.Origin))
                .SelectMany(used => used is not null && _sources.TryGetValue(used.Read.Source, out var source) ? source.PacketsBehind(used.Read, labels, Most) : [])
                .DistinctBy(packet => (packet.Time, packet.Interface, packet.Direction))
                .OrderBy(packet => packet.Time)
                .TakeLast(Most),
        ];
        return packets.Count > 0 ? packets : null;
    }
}
