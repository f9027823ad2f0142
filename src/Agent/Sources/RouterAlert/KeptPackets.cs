using System.Net;
using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Contracts.RouterAlert;
using RouterAlertAssurance.Packets.Dissection;
using RouterAlertAssurance.Packets.Files;
using RouterAlertAssurance.Packets.Layers;

namespace RouterAlertAssurance.Agent.Sources.RouterAlert;

/// <summary>Chooses among kept packets.</summary>
internal static class KeptPackets
{
    /// <summary>
    /// The sources behind whose reads captured packets are: this one, and those that tell what becomes of the packets, by the rules and by the programs that take them.
    /// </summary>
    public static IReadOnlyList<string> Sources { get; } = ["router-alert", "router-alert-policy", "slow-path"];

    /// <summary>Those of an interface and a protocol, each empty for all; under the lock of the traffic.</summary>
    public static IReadOnlyList<KeptPacket> Of(AlertTraffic traffic, KeptFor? purpose, string interfaceName, string protocol) =>
        Of(traffic, purpose, interfaceName, name => protocol is "" or AlertWords.Other || name == protocol);

    /// <summary>Those behind a read, the newest last; under the lock of the traffic.</summary>
    /// <param name="traffic">What was captured.</param>
    /// <param name="read">A read of one of <see cref="Sources"/>.</param>
    /// <param name="labels">As <see cref="IPacketEvidence.PacketsBehind"/> has them.</param>
    public static IEnumerable<EvidencePacket> Behind(AlertTraffic traffic, MetricRead read, IReadOnlyDictionary<string, string> labels)
    {
        if (Purpose(read) is not { } purpose)
        {
            return [];
        }

        var protocols = EvidenceLabels.Wanted(labels, "protocol", "protocols");
        return Of(traffic, purpose, labels.GetValueOrDefault("interface", read.Argument("interface")), name => protocols.Length == 0 || protocols.Any(wanted => Covers(wanted, name)))
            .Select(packet => packet.ToEvidence())
            .Where(packet => IsOf(packet, labels));
    }

    private static IReadOnlyList<KeptPacket> Of(AlertTraffic traffic, KeptFor? purpose, string interfaceName, Func<string, bool> isOfInterest)
    {
        var of = interfaceName.Length == 0 ? null : traffic.Find(interfaceName);
        return interfaceName.Length > 0 && of is null ? [] : traffic.Keep.Packets(purpose, of, code => isOfInterest(AlertWords.Protocol(code)));
    }

    // What the machine loses of all packets tells of none with the option.
    private static KeptFor? Purpose(MetricRead read) =>
        read.Source == Sources[0] ? RouterAlertReads.Purpose(read) : read.Read is "softnet-drops" or "control-drops" ? null : KeptFor.Alert;

    // Sockets and rules have the number in the IP header, of which the names of MLD and MRD are a part.
    private static bool Covers(string wanted, string name) =>
        wanted is AlertWords.Other or "any" || wanted == name || (name is "mld" or "mrd" && wanted == "icmpv6") || (name == "mrd" && wanted == "igmp");

    /// <summary>Whether a packet is of a series: of its family, value and source, where the labels name these.</summary>
    private static bool IsOf(EvidencePacket packet, IReadOnlyDictionary<string, string> labels)
    {
        Dissector.Dissect(LinkType.Raw, packet.Octets, packet.Length, out var found);
        var families = EvidenceLabels.Wanted(labels, "family", "families");
        return (families.Length == 0 || families.Contains(IpFamilyNames.Key(found.IsIpv6)))
            && Is("value", new PacketKey(found.IsIpv6, 0, found.RouterAlertValue).ValueText, labels)
            && Is("source", found.Source.Length is 4 or 16 ? new IPAddress(found.Source).ToString() : "", labels);
    }

    private static bool Is(string label, string value, IReadOnlyDictionary<string, string> labels) =>
        !labels.TryGetValue(label, out var wanted) || wanted == value || wanted == AlertWords.Other;
}
