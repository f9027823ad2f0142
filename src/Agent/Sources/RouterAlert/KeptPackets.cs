using RouterAlertAssurance.Contracts.RouterAlert;
using RouterAlertAssurance.Packets.Dissection;
using RouterAlertAssurance.Packets.Files;
using RouterAlertAssurance.Packets.Layers;

namespace RouterAlertAssurance.Agent.Sources.RouterAlert;

/// <summary>Chooses among kept packets.</summary>
internal static class KeptPackets
{
    /// <summary>Those of an interface and a protocol, each empty for all; under the lock of the traffic.</summary>
    public static IReadOnlyList<KeptPacket> Of(AlertTraffic traffic, KeptFor? purpose, string interfaceName, string protocol)
    {
        var of = interfaceName.Length == 0 ? null : traffic.Find(interfaceName);
        return interfaceName.Length > 0 && of is null
            ? []
            : traffic.Keep.Packets(purpose, of, code => protocol is "" or AlertWords.Other || AlertWords.Protocol(code) == protocol);
    }

    /// <summary>Whether a packet is of a series: of its family, value and source, where the labels name these.</summary>
    public static bool IsOf(EvidencePacket packet, IReadOnlyDictionary<string, string> labels)
    {
        Dissector.Dissect(LinkType.Raw, packet.Octets, packet.Length, out var found);
        return Is("family", IpFamilyNames.Key(found.IsIpv6), labels)
            && Is("value", new PacketKey(found.IsIpv6, 0, found.RouterAlertValue).ValueText, labels)
            && Is("source", found.Source.Length is 4 or 16 ? new System.Net.IPAddress(found.Source).ToString() : "", labels);
    }

    private static bool Is(string label, string value, IReadOnlyDictionary<string, string> labels) =>
        !labels.TryGetValue(label, out var wanted) || wanted == value || wanted == AlertWords.Other;
}
