using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Contracts.RouterAlert;
using RouterAlertAssurance.Nftables.Policy;
using RouterAlertAssurance.Packets.Layers;
using RouterAlertAssurance.Packets.RouterAlert;

namespace RouterAlertAssurance.Agent.Sources.Nftables;

/// <summary>What a judgement on a ruleset rests on: the packet that it was tried with, which was never sent.</summary>
/// <param name="time">The clock.</param>
internal sealed class TriedPackets(TimeProvider time) : IPacketEvidence
{
    private const string Direction = "tried";

    public IReadOnlyCollection<string> Sources { get; } = ["router-alert-policy"];

    public IReadOnlyList<EvidencePacket> PacketsBehind(MetricRead read, IReadOnlyDictionary<string, string> labels, int most)
    {
        var form = labels.GetValueOrDefault("form", RouterAlertWords.Key(RouterAlertForm.Usual));
        var families = EvidenceLabels.Wanted(labels, "family", "families");
        return
        [
            .. AuditPacket.Set([.. EvidenceLabels.Wanted(labels, "protocol", "protocols").Select(AuditProtocol.Parse).OfType<AuditProtocol>()])
                .Where(packet => RouterAlertWords.Key(packet.Form) == form && (families.Length == 0 || families.Contains(IpFamilyNames.Key(packet.IsIpv6))))
                .Take(most)
                .Select(packet => new EvidencePacket(time.GetUtcNow(), read.Argument("interface"), Direction, packet.Octets.Length, packet.Octets, RouterAlertSummary.Of(packet.Octets, packet.Octets.Length))),
        ];
    }
}
