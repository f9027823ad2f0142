using System.Net;
using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Agent.Sources.RouterAlertProbe;
using RouterAlertAssurance.Agent.Tests.Support;
using RouterAlertAssurance.Contracts.Assignments;
using RouterAlertAssurance.Contracts.RouterAlert;
using RouterAlertAssurance.Probes;
using RouterAlertAssurance.Probes.Locating;
using RouterAlertAssurance.Probes.Verdicts;

namespace RouterAlertAssurance.Agent.Tests.Sources.RouterAlertProbe;

public sealed class ProbePacketsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 12, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly ProbeTask Way = ProbeTasks.Task();
    private readonly ProbeBook _book = new();

    [Fact]
    public void PacketsBehind_VerdictOfAProtocol_ArePacketsOfItsProbesWhereTheyWereSeen()
    {
        Found(Result(ProbeProtocol.Rsvp), Result(ProbeProtocol.Udp));

        var packets = Behind(Way.Destination, ("protocol", "udp"));

        packets.Select(packet => (packet.Interface, packet.Direction)).ShouldBe([(Way.Source, "out"), (Way.Destination, "in"), (Way.Destination, "in"), (Way.Source, "in")]);
        packets.ShouldAllBe(packet => packet.Octets.Length <= EvidencePacket.Longest && packet.Length == 300);
        Behind(Way.Destination).Count.ShouldBe(8);
    }

    [Fact]
    public void PacketsBehind_OtherWayOrNoRoundYet_AreNone()
    {
        _book.Replace(new AgentAssignment { Probes = [Way] });
        Behind(Way.Destination).ShouldBeEmpty();

        Found(Result(ProbeProtocol.Udp));
        Behind("203.0.113.9").ShouldBeEmpty();
    }

    private IReadOnlyList<EvidencePacket> Behind(string destination, params (string Name, string Value)[] labels) => new ProbePackets(_book).PacketsBehind(
        MetricRead.Of("rao-probe", "verdict", ("source", Way.Source), ("destination", destination), ("peer", Way.PeerDevice)), labels.ToDictionary(label => label.Name, label => label.Value), 8);

    private void Found(params ProbeResult[] results)
    {
        _book.Replace(new AgentAssignment { Probes = [Way] });
        _book.Add(new ProbeOutcome(Way, results, Noon));
    }

    private static ProbeResult Result(ProbeProtocol protocol)
    {
        var (seen, router) = (new SeenPacket(Noon, new byte[300]), IPAddress.Parse("10.0.0.1"));
        var counts = new RoundCounts(new(30, 30) { FirstSent = seen, Arrived = seen }, new(30, 30) { FirstSent = seen, Arrived = seen });
        var place = new ProbeLocation([new(1, router, router, QuotedOption.Changed) { Answer = seen }], null, router, QuotedOption.Changed, "");
        return new(protocol, ProbeVerdict.Stripped, null, 1, counts, null, place, "", Noon);
    }
}
