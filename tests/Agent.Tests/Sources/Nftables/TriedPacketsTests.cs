using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Agent.Sources.Nftables;
using RouterAlertAssurance.Contracts.RouterAlert;

namespace RouterAlertAssurance.Agent.Tests.Sources.Nftables;

public sealed class TriedPacketsTests
{
    [Fact]
    public void PacketsBehind_FormThatSlipsPast_IsThePacketOfThatForm()
    {
        var packet = Behind("evasion", ("family", "ipv4"), ("protocol", "rsvp"), ("form", "other-value")).ShouldHaveSingleItem();

        (packet.Direction, packet.Interface).ShouldBe(("tried", "eth0"));
        packet.Summary.ShouldStartWith("192.0.2.1 > 198.51.100.2 rsvp, Router Alert 1");
        packet.Length.ShouldBe(packet.Octets.Length);
    }

    [Fact]
    public void PacketsBehind_TreatmentOfAProtocol_IsTheUsualFormOfBothFamilies() =>
        Behind("treatment", ("protocol", "udp")).Select(packet => packet.Octets[0] >> 4).ShouldBe([4, 6]);

    [Fact]
    public void PacketsBehind_SymptomOfNoSeries_AreThoseOfTheSubservice() =>
        Behind("limit", ("protocols", "igmp,mld"), ("families", "ipv4,ipv6")).Select(packet => packet.Summary.Split(',')[0]).ShouldBe(["192.0.2.1 > 198.51.100.2 igmp", "2001:db8::1 > 2001:db8::2 mld"]);

    [Fact]
    public void PacketsBehind_NoProtocolNamed_IsNone()
    {
        Behind("treatment").ShouldBeEmpty();
        Behind("treatment", ("protocol", "other")).ShouldBeEmpty();
    }

    private static IReadOnlyList<EvidencePacket> Behind(string read, params (string Name, string Value)[] labels) =>
        new TriedPackets(TimeProvider.System).PacketsBehind(MetricRead.Of("router-alert-policy", read, ("interface", "eth0")), labels.ToDictionary(label => label.Name, label => label.Value), 8);
}
