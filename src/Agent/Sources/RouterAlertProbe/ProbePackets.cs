using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Contracts.Assignments;
using RouterAlertAssurance.Contracts.RouterAlert;
using RouterAlertAssurance.Heuristics.Packages;
using RouterAlertAssurance.Packets.RouterAlert;
using RouterAlertAssurance.Probes;

namespace RouterAlertAssurance.Agent.Sources.RouterAlertProbe;

/// <summary>The packets of probes behind their verdicts: as sent, as they arrived at the other end, and what routers on the way answered.</summary>
internal sealed class ProbePackets(ProbeBook book) : IPacketEvidence
{
    public IReadOnlyCollection<string> Sources { get; } = [MetricSources.RouterAlertProbe];

    public IReadOnlyList<EvidencePacket> PacketsBehind(MetricRead read, IReadOnlyDictionary<string, string> labels, int most)
    {
        if (book.TaskFor(read) is not { } task || book.OutcomeOf(task) is not { } outcome)
        {
            return [];
        }

        var protocol = labels.GetValueOrDefault("protocol", "");
        return
        [
            .. outcome.Results
                .Where(result => protocol.Length == 0 || result.Protocol.Name == protocol)
                .SelectMany(result => result.Packets)
                .Select(seen => ToEvidence(task, seen.Sight, seen.Packet))
                .Take(most),
        ];
    }

    private static EvidencePacket ToEvidence(ProbeTask task, PacketSight sight, SeenPacket packet) => new(
        packet.Time,
        sight == PacketSight.Arrived ? task.Destination : task.Source,
        sight == PacketSight.Sent ? "out" : "in",
        packet.Octets.Length,
        packet.Octets[..Math.Min(packet.Octets.Length, EvidencePacket.Longest)],
        RouterAlertSummary.Of(packet.Octets, packet.Octets.Length));
}
