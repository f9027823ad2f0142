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
        var families = Wanted(labels, "family", "families");
        return
        [
            .. AuditPacket.Set([.. Wanted(labels, "protocol", "protocols").Select(AuditProtocol.Parse).OfType<AuditProtocol>()])
                .Where(packet => RouterAlertWords.Key(packet.Form) == form && (families.Length == 0 || families.Contains(IpFamilyNames.Key(packet.IsIpv6))))
                .Take(most)
                .Select(packet => new EvidencePacket(time.GetUtcNow(), read.Argument("interface"), Direction, packet.Octets.Length, packet.Octets, RouterAlertSummary.Of(packet.Octets, packet.Octets.Length))),
        ];
    }

    // Of the series that matters, or all that the subservice is about.
    private static string[] Wanted(IReadOnlyDictionary<string, string> labels, string one, string several) =>
        labels.TryGetValue(one, out var wanted) ? [wanted] : labels.GetValueOrDefault(several, "").Split(',', StringSplitOptions.RemoveEmptyEntries);
}
